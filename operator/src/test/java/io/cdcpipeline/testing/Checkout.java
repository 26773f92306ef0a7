package io.cdcpipeline.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where this repository stands, whichever module or IDE the test runs in. */
public final class Checkout {

    private Checkout() {}

    public static Path root() {
        Path start = Path.of("").toAbsolutePath();
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve(".mvn"))) {
                return folder;
            }
        }
        throw new IllegalStateException("No .mvn folder in " + start + " or above it: run the tests from a checkout.");
    }

    /** A folder of the running module's build, made if need be. */
    public static Path target(String name) {
        try {
            return Files.createDirectories(Path.of("target").toAbsolutePath().resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The YAML files of a folder, by name; none when there is no such folder. */
    public static List<Path> yaml(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(f -> f.toString().matches(".*\\.ya?ml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
