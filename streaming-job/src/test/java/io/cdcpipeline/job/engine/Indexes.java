package io.cdcpipeline.job.engine;

import java.nio.file.Path;
import java.util.function.LongSupplier;

/** Indexes that are where a test wants them. */
final class Indexes {

    private static final long MANY = 1_000_000;

    private Indexes() {}

    /** Nothing of it goes on when a test has ended: its folder is removed then. */
    static IndexTable.Shared shared(KeyIndexes indexes) {
        return shared(indexes, new Compactions());
    }

    static IndexTable.Shared shared(KeyIndexes indexes, Compactions compactions) {
        return new IndexTable.Shared(indexes, compactions, new LogCheckpoints(new TableTasks(Runnable::run)));
    }

    static KeyIndexes inHeap() {
        return inHeap(MANY);
    }

    static KeyIndexes inHeap(long keys) {
        return new KeyIndexes(new KeyIndexes.Limits(keys, keys, new KeyDisk(Path.of("nowhere"), 0, 1, () -> 0, false)));
    }

    /** From the first key on. */
    static KeyIndexes onDisk(Path folder) {
        return onDisk(folder, Long.MAX_VALUE, () -> Long.MAX_VALUE);
    }

    /** @param free bytes that the disk has */
    static KeyIndexes onDisk(Path folder, long limit, LongSupplier free) {
        return new KeyIndexes(new KeyIndexes.Limits(0, 0, new KeyDisk(folder, limit, 1, free, false)));
    }

    /** On disk, and there for the next ones in that folder. */
    static KeyIndexes kept(Path folder) {
        return new KeyIndexes(
                new KeyIndexes.Limits(0, 0, new KeyDisk(folder, Long.MAX_VALUE, 1, () -> Long.MAX_VALUE, true)));
    }
}
