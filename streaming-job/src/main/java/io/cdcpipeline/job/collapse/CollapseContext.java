package io.cdcpipeline.job.collapse;

import io.cdcpipeline.contract.columns.SourceColumns;
import io.cdcpipeline.contract.types.TypePolicies;
import io.cdcpipeline.job.decode.Change;
import io.cdcpipeline.job.decode.SchemaLookup;
import io.cdcpipeline.job.lake.TableId;
import io.cdcpipeline.job.state.Cut;
import io.cdcpipeline.job.state.TableContext;
import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * What each task of a batch is given.
 *
 * @param events how to read them
 * @param limits of memory
 * @param tables what is known of them
 * @param only the one table that counts; null for all
 * @param cuts places at which tables are cut
 */
public record CollapseContext(
        Events events, Limits limits, Map<TableId, TableContext> tables, TableId only, List<Cut> cuts)
        implements Serializable {

    /**
     * @param unavailableValue what stands for a TOASTed column that did not change
     * @param heartbeatTopic its records only tell the time
     * @param schemas of events in the compact form
     * @param types what becomes of values that Delta has no one type for
     * @param columns what became of columns before they came here
     * @param allRows whether a table is to have the rows, too, that it had before its changes came
     */
    public record Events(
            String unavailableValue,
            String heartbeatTopic,
            SchemaLookup schemas,
            TypePolicies types,
            SourceColumns columns,
            boolean allRows)
            implements Serializable {}

    /**
     * @param segmentBytes a table's changes are cut, so that they fit into memory, when they take about that much
     * @param headBytes so much of a partition's rows, at most, is sent to the driver
     */
    public record Limits(long segmentBytes, long headBytes) implements Serializable {

        /** A segment is a file at most, and Parquet's readers hold a column of large values in one piece. */
        private static final int LARGE_ROW = 256 * 1024;

        private static final int SMALLER = 4;

        /** How large a segment may be when that change is to be added. */
        private long bytes(Change change) {
            boolean large = change.row() != null && change.row().length > LARGE_ROW;
            return large ? segmentBytes / SMALLER : segmentBytes;
        }

        /** Whether a segment has to end before that change: it is of other columns, or there are enough. */
        boolean end(Segment segment, Change change) {
            return !segment.start().source().sameAs(change.shape()) || segment.bytes() > bytes(change);
        }
    }

    boolean counts(TableId table) {
        return only == null || only.equals(table);
    }
}
