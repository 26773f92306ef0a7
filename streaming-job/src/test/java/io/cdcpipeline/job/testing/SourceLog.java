package io.cdcpipeline.job.testing;

import java.util.HashMap;
import java.util.Map;

/** The source's write-ahead log: shared by tables whose changes are in one order. */
public final class SourceLog {
    long lsn = 1_000;
    long commitLsn;
    long micros = 1_700_000_000_000_000L;
    long transaction = 700;
    private final Map<String, Long> offsets = new HashMap<>();

    /** The next change is another transaction's. */
    public SourceLog commit() {
        commitLsn = lsn;
        transaction++;
        micros += 1_000;
        return this;
    }

    /** Where the commit of the changes that come next stands. */
    public long committed() {
        return commitLsn;
    }

    /** All further changes are of that transaction: 0 is what a standby says. */
    public SourceLog transactions(long id) {
        transaction = id;
        return this;
    }

    /** As a server that was restored from a backup would go on. */
    public SourceLog back(long by) {
        lsn -= by;
        commitLsn = lsn;
        return this;
    }

    /** The log goes on where the other one is, into topics that are new. */
    public SourceLog at(SourceLog other) {
        lsn = other.lsn;
        commitLsn = other.commitLsn;
        micros = other.micros;
        transaction = other.transaction;
        return this;
    }

    /** The topics go on where they were, whatever the log does. */
    public SourceLog offsetsOf(SourceLog other) {
        offsets.putAll(other.offsets);
        return this;
    }

    /** The offset of the record that is written next. */
    long offset(String topic, int partition) {
        return offsets.merge(topic + partition, 1L, Long::sum) - 1;
    }
}
