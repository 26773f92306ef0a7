package io.cdcpipeline.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Hadoop's file system options as the files of a folder, a file each: how a Secret is mounted. */
final class LakeOptions {

    private LakeOptions() {}

    /** Names that begin with a dot are Kubernetes' own. */
    static Map<String, String> read(Path folder) {
        Map<String, String> options = new TreeMap<>();
        try (Stream<Path> entries = Files.list(folder)) {
            List<Path> files = entries.filter(Files::isRegularFile)
                    .filter(f -> !f.getFileName().toString().startsWith("."))
                    .toList();
            for (Path file : files) {
                options.put(file.getFileName().toString(), withoutLineEnd(Files.readString(file)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("lake.options " + folder + " cannot be read: " + e.getMessage(), e);
        }
        return options;
    }

    private static String withoutLineEnd(String text) {
        return text.replaceFirst("[\\r\\n]+$", "");
    }
}
