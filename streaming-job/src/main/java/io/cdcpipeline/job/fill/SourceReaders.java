package io.cdcpipeline.job.fill;

import io.cdcpipeline.contract.SourceDatabase;

/**
 * How many connections read rows from the source at once. Each table that is read has one more, which keeps its view.
 *
 * @param most of all tables together; null for what the executors can do
 */
public record SourceReaders(Integer most) {

    /** Small tables are read by one each: more at once would leave the batches no room. */
    public static final int TABLES = 3;

    /** @param database null for none, which nobody reads */
    public static SourceReaders of(SourceDatabase database) {
        return new SourceReaders(database == null ? null : database.readers());
    }

    /** Of tables, of which at most one is large. */
    public int tables() {
        return most == null ? TABLES : Math.min(TABLES, most);
    }

    /**
     * Of a large table. One less than can run at once, so that what follows the source never waits for one to end; and as many less
     * than the bound as small tables may be read beside it.
     *
     * @param slots so many tasks can run at once
     */
    public int ofOne(int slots) {
        int free = Math.max(1, slots - 1);
        return most == null ? free : Math.min(free, most - tables() + 1);
    }
}
