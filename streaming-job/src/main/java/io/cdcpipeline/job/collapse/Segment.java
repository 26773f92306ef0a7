package io.cdcpipeline.job.collapse;

import io.cdcpipeline.job.decode.Change;
import io.cdcpipeline.job.decode.LogPosition;
import io.cdcpipeline.job.schema.Evolution;
import io.cdcpipeline.job.schema.RowShape;
import io.cdcpipeline.job.state.TableState;

/** A run of one table's changes that become one commit, until something cuts it off. Not thread-safe. */
interface Segment {

    /**
     * How a segment begins.
     *
     * @param shape the columns in the lake
     * @param source the columns in the source
     * @param began where the table is then
     * @param evolution what the table needs first
     * @param clear whether the table is emptied first
     * @param empty whether the table is known to have no row when this segment is applied
     */
    record Start(
            SegmentId id,
            RowShape shape,
            RowShape source,
            Began began,
            Evolution evolution,
            boolean clear,
            boolean empty) {

        long epoch() {
            return began.epoch();
        }
    }

    /**
     * How far a table is when a segment begins.
     *
     * @param epoch of the changes that come
     * @param half the place of a change of a key of which the second half is to come; null for none
     */
    record Began(long epoch, LogPosition half) {}

    Start start();

    void add(Change change);

    /** All rows of the source's table went before that change, of a table whose rows here never go. */
    default void empty(Change first) {
        throw new UnsupportedOperationException();
    }

    /** What the table is found to lack; null for nothing. To be asked before it is closed. */
    default String lacking() {
        return null;
    }

    /** An estimate of the memory that it holds. */
    long bytes();

    /** Whether all that came was rows of a snapshot. */
    boolean snapshotOnly();

    default boolean isEmptyTarget() {
        return start().empty() || start().clear();
    }

    /** @param append whether its rows are known to be new to the table */
    ClosedSegment close(TableState after, boolean append);
}
