package io.cdcpipeline.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.Locale;

/** Changes a second through the whole pipeline: from the first commit in the source to the last row in Delta. */
final class ThroughputBench {

    private static final Duration PATIENCE = Duration.ofMinutes(20);

    private ThroughputBench() {}

    /** Arguments: the pipeline's folder, changes, keys. */
    public static void main(String[] args) throws Exception {
        int changes = Integer.parseInt(args[1]);
        Endpoints pipeline = Endpoints.of(Path.of(args[0]));
        try (Connection source = pipeline.connect()) {
            Accounts accounts = new Accounts(source, Integer.parseInt(args[2]));
            DeltaLog log = DeltaLog.tail(pipeline.lake().resolve("bench/accounts"));
            accounts.fill();
            log.await(accounts.mark(), PATIENCE);
            long begin = System.nanoTime();
            accounts.change(changes);
            Lsn end = accounts.mark();
            long written = System.nanoTime();
            print(changes, accounts.keys(), written - begin, log.await(end, PATIENCE) - begin);
        }
    }

    private static void print(int changes, int keys, long written, long readable) {
        System.out.printf(
                Locale.ROOT,
                "throughput, %,d changes over %,d keys: %,.0f changes/s (written in %.1f s, readable after %.1f s)%n",
                changes,
                keys,
                changes / (readable / 1e9),
                written / 1e9,
                readable / 1e9);
    }
}
