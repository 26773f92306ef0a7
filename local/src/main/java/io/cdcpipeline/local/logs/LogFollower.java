package io.cdcpipeline.local.logs;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Prints a log file, and later what has been added to it; starts over when the file was begun anew. */
public final class LogFollower {

    private final Path file;
    private final PrintWriter out;
    private final String prefix;
    private long printed;
    private String rest = "";

    /** @param named whether each line says which log it is from */
    public LogFollower(Path file, PrintWriter out, boolean named) {
        this.file = file;
        this.out = out;
        String name = file.getFileName().toString().replace(".log", "");
        this.prefix = named ? String.format("%-8s ", name) : "";
    }

    /** Prints what is there; of it the last lines only, unless {@code tail} is negative. */
    public void print(int tail) {
        List<String> lines = fresh().lines().toList();
        int skipped = tail < 0 ? 0 : Math.max(0, lines.size() - tail);
        lines.stream().skip(skipped).forEach(line -> out.println(prefix + line));
        out.flush();
    }

    /** Prints the complete lines that were added since. */
    public void printNew() {
        String text = rest + fresh();
        int end = text.lastIndexOf('\n') + 1;
        rest = text.substring(end);
        text.substring(0, end).lines().forEach(line -> out.println(prefix + line));
        out.flush();
    }

    private String fresh() {
        if (!Files.exists(file)) {
            return "";
        }
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            if (log.length() < printed) {
                printed = 0;
            }
            byte[] bytes = new byte[Math.toIntExact(log.length() - printed)];
            log.seek(printed);
            log.readFully(bytes);
            printed += bytes.length;
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }
}
