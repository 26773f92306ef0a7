package io.cdcpipeline.local.stack;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** Finds in a server's own output what it died of. */
final class ServerLog {

    private static final int TAIL_BYTES = 16_384;
    private static final Pattern PROBLEM = Pattern.compile(".*\\b(FATAL|PANIC|ERROR|error|could not|cannot)\\b.*");

    /** What MariaDB says at each start, and what it says of each end. */
    private static final String MARIADB_STARTS = "Starting MariaDB";

    private static final String MARIADB_ENDS = "Aborting";
    private static final Pattern MARIADB_PROBLEM = Pattern.compile(".*\\[ERROR\\].*|ERROR:? .*|FATAL ERROR.*");

    private ServerLog() {}

    /** The last line that tells of a problem; the last of all where none does. */
    static String lastProblem(Path log) {
        List<String> lines = tail(log).lines().filter(l -> !l.isBlank()).toList();
        return lines.stream()
                .filter(l -> PROBLEM.matcher(l).matches())
                .reduce((first, second) -> second)
                .orElseGet(() -> lines.isEmpty() ? "it said nothing (" + log + ")" : lines.get(lines.size() - 1))
                .strip();
    }

    /** The first line that tells of a problem since MariaDB was started last: what follows from it comes after it. */
    static String firstProblem(Path log) {
        String tail = tail(log);
        return tail.substring(Math.max(0, tail.lastIndexOf(MARIADB_STARTS)))
                .lines()
                .filter(l -> MARIADB_PROBLEM.matcher(l).matches() && !l.endsWith(MARIADB_ENDS))
                .findFirst()
                .map(String::strip)
                .orElseGet(() -> lastProblem(log));
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
