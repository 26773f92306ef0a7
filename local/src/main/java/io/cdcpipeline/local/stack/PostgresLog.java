package io.cdcpipeline.local.stack;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** Finds in the server's own output what it died of. */
final class PostgresLog {

    private static final int TAIL_BYTES = 16_384;
    private static final Pattern PROBLEM = Pattern.compile(".*\\b(FATAL|PANIC|ERROR|error|could not|cannot)\\b.*");

    private PostgresLog() {}

    /** The last line that tells of a problem; the last of all where none does. */
    static String lastProblem(Path log) {
        List<String> lines = tail(log).lines().filter(l -> !l.isBlank()).toList();
        return lines.stream()
                .filter(l -> PROBLEM.matcher(l).matches())
                .reduce((first, second) -> second)
                .orElseGet(() -> lines.isEmpty() ? "it said nothing (" + log + ")" : lines.get(lines.size() - 1))
                .strip();
    }

    private static String tail(Path log) {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long start = Math.max(0, file.length() - TAIL_BYTES);
            byte[] bytes = new byte[(int) (file.length() - start)];
            file.seek(start);
            file.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
