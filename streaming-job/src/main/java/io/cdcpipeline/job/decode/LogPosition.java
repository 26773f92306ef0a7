package io.cdcpipeline.job.decode;

import java.io.Serializable;
import java.util.Comparator;

/**
 * A place in a source's log. It orders all changes of one source; what its parts mean is the business of the source's
 * dialect. PostgreSQL: the last commit before the change, the change's own LSN, its order within the transaction.
 *
 * @param ordinal tells changes of one log record apart, the same whenever they are read; -1 when the source does not say, as in
 *     events of version 0.1
 */
public record LogPosition(long major, long minor, long ordinal) implements Serializable, Comparable<LogPosition> {

    /** Before any change. */
    public static final LogPosition NONE = new LogPosition(-1, -1, -1);

    private static final Comparator<LogPosition> RECORD =
            Comparator.comparingLong(LogPosition::major).thenComparingLong(LogPosition::minor);
    private static final Comparator<LogPosition> ORDER = RECORD.thenComparingLong(LogPosition::ordinal);

    @Override
    public int compareTo(LogPosition other) {
        return ORDER.compare(this, other);
    }

    /**
     * Whether this is a record of the log before that one's. The ordinal does not count: not all events have one.
     */
    public boolean isRecordBefore(LogPosition other) {
        return RECORD.compare(this, other) < 0;
    }

    /** Whether this is that place or one before it. A place without an ordinal may be behind another one of its record. */
    public boolean isUpTo(LogPosition other) {
        return ordinal < 0 ? isRecordBefore(other) : compareTo(other) <= 0;
    }
}
