package io.cdcpipeline.job.apply;

import io.cdcpipeline.job.collapse.CutReport;
import io.cdcpipeline.job.lake.TableId;
import io.cdcpipeline.job.state.Cut;
import io.cdcpipeline.job.state.TableContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** A cut that tables are on their way to. Thread-safe. */
final class OpenCut {

    private final Cut cut;
    /** By table, the epoch that counted when the cut was opened. */
    private final Map<TableId, Long> epochs;

    private final Map<TableId, Long> versions = new HashMap<>();
    private final Map<TableId, List<CutReport.UnseenRows>> unseen = new HashMap<>();

    OpenCut(Cut cut, Map<TableId, Long> epochs) {
        this.cut = cut;
        this.epochs = Map.copyOf(epochs);
    }

    Cut cut() {
        return cut;
    }

    /** A batch is about to write the table's segment of that index. @param context the table before it */
    synchronized void reached(TableContext context, CutReport report, int segment) {
        TableId table = context.table();
        if (report.passed().getOrDefault(cut.id(), -1) == segment) {
            versions.putIfAbsent(table, context.version());
        }
        CutReport.UnseenRows rows = report.unseen().get(cut.id());
        if (rows != null && segment == 0) {
            unseen.computeIfAbsent(table, t -> new ArrayList<>()).add(rows);
        }
    }

    /**
     * The version of a table that has exactly the changes before the cut.
     *
     * @param now the table, which has read all records of changes before the cut
     * @return -1 when the table is not there; empty when it was filled meanwhile, or was not in order when the cut was opened, so
     *     that there is no such version
     */
    synchronized OptionalLong version(TableContext now) {
        Long epoch = epochs.get(now.table());
        if (epoch == null || now.state().epoch() != epoch) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(versions.getOrDefault(now.table(), now.version()));
    }

    /** Rows of the table that changed before the cut though its view does not see it. */
    synchronized List<CutReport.UnseenRows> unseen(TableId table) {
        return List.copyOf(unseen.getOrDefault(table, List.of()));
    }
}
