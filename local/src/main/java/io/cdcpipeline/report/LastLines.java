package io.cdcpipeline.report;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The end of a log, however large it is. */
final class LastLines {

    private static final int MOST_BYTES = 4_000_000;

    private LastLines() {}

    static String of(Path file, int count) throws IOException {
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            long from = Math.max(0, log.length() - MOST_BYTES);
            byte[] bytes = new byte[Math.toIntExact(log.length() - from)];
            log.seek(from);
            log.readFully(bytes);
            List<String> lines =
                    new String(bytes, StandardCharsets.UTF_8).lines().toList();
            // The first may have lost its beginning, by which a secret is known.
            int least = from > 0 ? 1 : 0;
            return lines.stream()
                    .skip(Math.max(least, lines.size() - count))
                    .map(line -> line + "\n")
                    .collect(Collectors.joining());
        }
    }
}
