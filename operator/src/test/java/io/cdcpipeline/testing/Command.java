package io.cdcpipeline.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Fills the cache by a program that takes the folder as its only argument. */
record Command(String name, Path program) implements Origin {

    @Override
    public void fill(BinariesFolder cache) throws IOException, InterruptedException {
        if (!Files.isExecutable(program)) {
            throw new IOException("not there");
        }
        Path log = Files.createTempFile("kube-api", ".log");
        Process process = new ProcessBuilder(program.toString(), cache.root().toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (process.waitFor() != 0) {
                throw new IOException("exit " + process.exitValue() + ", " + lastLine(log));
            }
        } finally {
            process.destroy();
        }
        Files.delete(log);
    }

    private static String lastLine(Path log) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(log));
        lines.removeIf(String::isBlank);
        return lines.isEmpty() ? "no output" : lines.get(lines.size() - 1) + " (all of it: " + log + ")";
    }
}
