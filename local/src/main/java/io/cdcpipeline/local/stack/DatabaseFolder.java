package io.cdcpipeline.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Where a server keeps its data, and whether its first start got through.
 *
 * @param server its name in files
 */
public record DatabaseFolder(Path folder, String server) {

    public static DatabaseFolder postgres(Path folder) {
        return new DatabaseFolder(folder, "postgres");
    }

    public static DatabaseFolder mariadb(Path folder) {
        return new DatabaseFolder(folder, "mariadb");
    }

    public Path data() {
        return folder.resolve("data");
    }

    public Path pidFile() {
        return folder.resolve(server + ".pid");
    }

    /** A first start that was killed half way is begun anew: nobody has written anything yet. */
    boolean isInitialized() {
        return Files.exists(marker());
    }

    void markInitialized() {
        try {
            Files.writeString(marker(), "");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + marker(), e);
        }
    }

    void clear() {
        if (!Files.exists(data())) {
            return;
        }
        try (Stream<Path> all = Files.walk(data())) {
            for (Path path : (Iterable<Path>) all.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete the unfinished database in " + data(), e);
        }
    }

    private Path marker() {
        return folder.resolve("initialized");
    }
}
