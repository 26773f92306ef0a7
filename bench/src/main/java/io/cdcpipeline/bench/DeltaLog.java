package io.cdcpipeline.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Follows one table's log: a commit can be read by everybody from the moment when its file is there, since Delta's
 * local log store puts it in place by one rename. So the benchmark needs no query, which would compete for the cores.
 */
final class DeltaLog {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path log;
    private long next;

    private DeltaLog(Path log, long next) {
        this.log = log;
        this.next = next;
    }

    /** Follows from the next commit on; the first one for a table that is not there before its first row. */
    static DeltaLog tail(Path table) throws IOException {
        Path log = table.resolve("_delta_log");
        if (!Files.exists(log)) {
            return new DeltaLog(log, 0);
        }
        try (Stream<Path> files = Files.list(log)) {
            long last = files.map(f -> f.getFileName().toString())
                    .filter(name -> name.matches("\\d{20}\\.json"))
                    .mapToLong(name -> Long.parseLong(name.substring(0, 20)))
                    .max()
                    .orElse(-1);
            return new DeltaLog(log, last + 1);
        }
    }

    /**
     * Waits for the commit that brings the table to this place.
     *
     * @return {@link System#nanoTime()} when it was seen
     */
    long await(Lsn place, Duration patience) throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < deadline) {
            Optional<DeltaCommit> commit = poll();
            if (commit.flatMap(DeltaCommit::position)
                    .filter(p -> p.compareTo(place) >= 0)
                    .isPresent()) {
                return commit.get().seenNanos();
            }
            if (commit.isEmpty()) {
                LockSupport.parkNanos(1_000_000);
            }
        }
        throw new IllegalStateException(log + " has not reached " + place + " within " + patience);
    }

    /** The next commit, when it is there. */
    Optional<DeltaCommit> poll() throws IOException {
        Path file = log.resolve(String.format("%020d.json", next));
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        long seen = System.nanoTime();
        next++;
        return Optional.of(new DeltaCommit(seen, position(file)));
    }

    /** How far into the source's log the table has come: the job says so in each of its commits. */
    private static Optional<Lsn> position(Path file) throws IOException {
        for (String line : Files.readAllLines(file)) {
            JsonNode metadata = JSON.readTree(line).path("commitInfo").path("userMetadata");
            if (metadata.isTextual()) {
                JsonNode lsn = JSON.readTree(metadata.asText()).at("/cdcpipeline/position/log/minor");
                return lsn.isIntegralNumber() ? Optional.of(new Lsn(lsn.asLong())) : Optional.empty();
            }
        }
        return Optional.empty();
    }
}
