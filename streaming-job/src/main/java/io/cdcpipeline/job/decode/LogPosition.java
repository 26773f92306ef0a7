package io.cdcpipeline.job.decode;

import java.io.Serializable;
import java.util.Comparator;

/**
 * A place in a source's log. It orders all changes of one source; what its parts mean is the business of the source's
 * dialect. PostgreSQL: the last commit before the change, the change's own LSN, its order within the transaction.
 *
 * @param ordinal tells changes of one log record apart; -1 when the source does not say
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
     * Whether this is a record of the log before that one's. The ordinal does not count: Debezium counts a transaction's
     * changes anew when it resumes in the middle of it, so that ordinals of two deliveries cannot be compared.
     */
    public boolean isRecordBefore(LogPosition other) {
        return RECORD.compare(this, other) < 0;
    }
}
