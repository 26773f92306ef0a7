package io.cdcpipeline.local.home;

import io.cdcpipeline.local.LocalException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The folder that holds everything of one pipeline on this machine: data, secrets, logs, and what runs.
 *
 * @param dir absolute
 */
public record PipelineHome(Path dir) {

    private static final String UNFIT = ":,;\"\\{}$\n";

    /**
     * @throws LocalException when the name holds a character that a class path or one of Kafka's settings takes for a
     *     separator
     */
    public static PipelineHome of(Path dir) {
        Path absolute = dir.toAbsolutePath().normalize();
        absolute.toString()
                .chars()
                .filter(c -> UNFIT.indexOf(c) >= 0)
                .findFirst()
                .ifPresent(c -> {
                    throw new LocalException("The folder " + absolute + " cannot be used: its name holds a "
                            + (c == '\n' ? "line break" : "'" + (char) c + "'") + "; choose another with --dir.");
                });
        return new PipelineHome(absolute);
    }

    /** Makes the folder, closed to other users: it holds the data of a database. */
    public void create() {
        FileAttribute<?> closed = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        try {
            if (!Files.isDirectory(dir)) {
                Files.createDirectories(dir.getParent());
                Files.createDirectory(dir, closed);
            }
            for (Path folder : new Path[] {run(), logs(), lake(), secrets()}) {
                if (!Files.isDirectory(folder)) {
                    Files.createDirectory(folder, closed);
                }
            }
        } catch (AccessDeniedException e) {
            throw new LocalException(
                    "No permission to write in " + e.getFile() + "; choose another folder with --dir.", e);
        } catch (FileAlreadyExistsException e) {
            throw new LocalException(e.getFile() + " is not a folder; choose another one with --dir.", e);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make the folder " + dir, e);
        }
    }

    public boolean exists() {
        return Files.isDirectory(dir);
    }

    public Path identity() {
        return dir.resolve("identity.json");
    }

    public Path endpoints() {
        return dir.resolve("endpoints.json");
    }

    public Path ports() {
        return dir.resolve("ports.json");
    }

    /** The pipeline as it was last started, without the Secrets that came with it. */
    public Path manifest() {
        return dir.resolve("pipeline.yaml");
    }

    /** What the supervisor last said of the stages. */
    public Path state() {
        return dir.resolve("state.json");
    }

    public Path lock() {
        return dir.resolve("lock");
    }

    public Path secrets() {
        return dir.resolve("secrets");
    }

    /** Process ids and the configuration files of processes. */
    public Path run() {
        return dir.resolve("run");
    }

    /** What a container of the plan would find mounted. */
    public Path mounts() {
        return run().resolve("mounts");
    }

    public Path postgres() {
        return dir.resolve("postgres");
    }

    public Path mariadb() {
        return dir.resolve("mariadb");
    }

    public Path kafka() {
        return dir.resolve("kafka");
    }

    public Path lake() {
        return dir.resolve("lake");
    }

    public Path logs() {
        return dir.resolve("logs");
    }

    public Path log(String name) {
        return logs().resolve(name + ".log");
    }

    @Override
    public String toString() {
        return dir.toString();
    }
}
