package io.cdcpipeline.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What is left of the disk that holds a folder. */
public record DiskSpace(Path folder) {

    private static final long MEGABYTE = 1024L * 1024;
    /** A new database, Kafka's preallocated indexes, the logs of a start. */
    private static final long NEEDED_MEGABYTES = 300;
    /** PostgreSQL and Kafka write log files in pieces of this size and stop when they cannot. */
    private static final long FULL_MEGABYTES = 16;

    /** @throws LocalException when a pipeline would not get far */
    public void requireRoom() {
        long free = freeMegabytes();
        if (free < NEEDED_MEGABYTES) {
            throw new LocalException(
                    "The disk that holds " + folder + " has " + free + " MB left, and a pipeline needs "
                            + NEEDED_MEGABYTES + " at least: free some, or choose another disk with --dir.");
        }
    }

    /** A sentence when the disk is full: then that is the reason, whatever else failed. */
    public Optional<String> complaint() {
        return freeMegabytes() >= FULL_MEGABYTES
                ? Optional.empty()
                : Optional.of("The disk that holds " + folder
                        + " is full: free some space; what was stopped by it starts" + " again and nothing is lost.");
    }

    private long freeMegabytes() {
        try {
            Path existing = folder;
            while (!Files.exists(existing)) {
                existing = existing.getParent();
            }
            return Files.getFileStore(existing).getUsableSpace() / MEGABYTE;
        } catch (IOException e) {
            return Long.MAX_VALUE;
        }
    }
}
