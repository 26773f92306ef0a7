package io.cdcpipeline.job.apply;

import io.cdcpipeline.job.collapse.CutReport;
import io.cdcpipeline.job.lake.TableId;
import io.cdcpipeline.job.state.Cut;
import io.cdcpipeline.job.state.TableContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * Places in the source's log at which tables are being cut. Whoever reads records has to {@link #begin} first, and only then
 * learns what to cut; so a place can be used when it was taken after the last one who began. Thread-safe.
 */
final class Cuts {

    private final List<OpenCut> open = new ArrayList<>();
    private final AtomicLong cost = new AtomicLong();
    private long begun;
    private long lastId;

    /**
     * Records that are in Kafka by now are about to be read.
     *
     * @return where tables are cut in them
     */
    synchronized List<Cut> begin() {
        begun++;
        return open.stream().map(OpenCut::cut).toList();
    }

    /** To be taken before a place is asked for. */
    synchronized long begun() {
        return begun;
    }

    /**
     * @param before what {@link #begun()} said before the place was asked for
     * @param where its id does not matter
     * @return empty when somebody has begun to read since: changes behind the place may be among those records, so that another
     *     place is needed
     */
    synchronized Optional<OpenCut> open(long before, Cut where, Map<TableId, TableContext> tables) {
        if (begun != before) {
            return Optional.empty();
        }
        Map<TableId, Long> epochs = tables.values().stream()
                .filter(t -> t.exists() && where.concerns(t.table()))
                .collect(Collectors.toMap(TableContext::table, t -> t.state().epoch()));
        OpenCut cut = new OpenCut(new Cut(++lastId, where.only(), where.place(), where.view()), epochs);
        open.add(cut);
        return Optional.of(cut);
    }

    synchronized void close(OpenCut cut) {
        open.remove(cut);
    }

    /** How long commits have taken that would not have been made without a cut, since the job began. */
    long costNanos() {
        return cost.get();
    }

    /** @param nanos what the first segment behind a cut took, of a table with changes on both sides of it */
    void cost(long nanos) {
        cost.addAndGet(nanos);
    }

    /** A segment of a batch is about to be written. @param context the table before it */
    void reached(TableContext context, CutReport report, int segment) {
        if (report != CutReport.NONE) {
            List<OpenCut> all;
            synchronized (this) {
                all = List.copyOf(open);
            }
            all.forEach(c -> c.reached(context, report, segment));
        }
    }
}
