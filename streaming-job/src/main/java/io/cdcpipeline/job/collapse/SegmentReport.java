package io.cdcpipeline.job.collapse;

import io.cdcpipeline.job.decode.LogPosition;
import io.cdcpipeline.job.decode.SourcePosition;
import io.cdcpipeline.job.schema.Evolution;
import io.cdcpipeline.job.schema.RowShape;
import io.cdcpipeline.job.state.TableState;
import java.io.Serializable;
import java.util.Set;

/**
 * A run of one table's changes that become one commit.
 *
 * @param clear whether the table is emptied first
 * @param emptied whether the source's table was, as a row tells
 * @param append whether no row can meet one that is there
 * @param evolution what the table needs before these rows fit
 * @param counts of what stands in the blocks
 * @param kept ordinals of the columns of which some row keeps the table's value
 * @param after what the table's state is once they are in; its numbers of commits and changes are not set
 * @param end where all rows end that have not, of a table that keeps them; null for nowhere
 */
public record SegmentReport(
        SegmentId id,
        RowShape shape,
        boolean clear,
        boolean emptied,
        boolean append,
        Evolution evolution,
        Counts counts,
        Set<Integer> kept,
        TableState after,
        End end)
        implements Serializable {

    /** A place at which rows end. @param timeMicros when that was, since 1970 */
    public record End(long epoch, LogPosition at, long timeMicros) implements Serializable {

        static End of(long epoch, SourcePosition at) {
            return new End(epoch, at.log(), at.timeMicros());
        }
    }

    /**
     * @param events changes that came
     * @param rows rows that result, those of {@code moves} included
     * @param moves rows that take columns from the row of another key
     * @param inserts rows that the source has inserted: as many are new to the table, if it lacks none
     */
    public record Counts(long events, long rows, long moves, long inserts) implements Serializable {}
}
