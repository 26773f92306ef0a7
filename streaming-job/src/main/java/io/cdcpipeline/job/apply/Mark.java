package io.cdcpipeline.job.apply;

import io.cdcpipeline.job.decode.SourcePosition;
import java.io.Serializable;

/**
 * How far a table has come in one Kafka partition.
 *
 * @param next the first Kafka offset that is not in the table
 * @param commitLsn see {@link SourcePosition#commitLsn()}; -1 before the first change after a snapshot
 * @param timeMicros the source's commit time
 */
public record Mark(long next, long commitLsn, long lsn, long timeMicros) implements Serializable {

    static final Mark NONE = new Mark(0, -1, -1, Long.MIN_VALUE);

    boolean isBefore(SourcePosition position) {
        return commitLsn < position.commitLsn() || commitLsn == position.commitLsn() && lsn <= position.lsn();
    }

    Mark read(long offset) {
        return new Mark(offset + 1, commitLsn, lsn, timeMicros);
    }

    Mark at(SourcePosition position, long offset) {
        return new Mark(offset + 1, position.commitLsn(), position.lsn(), position.timeMicros());
    }

    /** The offsets stay, the source's positions start anew: those of another epoch cannot be compared. */
    Mark ofNewEpoch() {
        return new Mark(next, NONE.commitLsn, NONE.lsn, NONE.timeMicros);
    }
}
