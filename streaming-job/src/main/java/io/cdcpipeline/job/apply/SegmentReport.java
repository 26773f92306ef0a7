package io.cdcpipeline.job.apply;

import io.cdcpipeline.job.decode.TableId;
import io.cdcpipeline.job.schema.Evolution;
import io.cdcpipeline.job.schema.RowShape;
import java.io.Serializable;
import java.util.Set;

/**
 * A run of one table's changes that become one commit.
 *
 * @param index counts the table's segments in the batch
 * @param clear whether the table is emptied first
 * @param append whether no row can meet one that is there
 * @param evolution what the table needs before these rows fit
 * @param rows how many rows stand in the blocks
 * @param events how many changes they came from
 * @param kept ordinals of the columns of which some row keeps the table's value
 * @param after what the table's state is once they are in
 * @param failure why the table failed at this segment's end, null when it did not
 */
record SegmentReport(
        TableId table,
        int index,
        RowShape shape,
        boolean clear,
        boolean append,
        Evolution evolution,
        long rows,
        long events,
        Set<Integer> kept,
        TableState after,
        String failure)
        implements Serializable {}
