package io.cdcpipeline.job.apply;

import io.cdcpipeline.job.lake.TableId;
import io.cdcpipeline.job.state.Cut;
import io.cdcpipeline.job.state.FilledAt;
import io.cdcpipeline.job.state.TableContext;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Cuts one table at the place of a view of the source. It takes no view before which somebody has begun to read since the one
 * before: changes that the view does not see may be in a batch then that tells nobody of them. Not thread-safe.
 */
final class ViewCut implements Predicate<FilledAt>, AutoCloseable {

    private final Cuts cuts;
    private final TableId table;
    private final Supplier<Map<TableId, TableContext>> current;
    private long begun;
    private OpenCut open;

    /**
     * To be made before the first view is taken.
     *
     * @param current the table as whoever reads its topic knows it
     */
    ViewCut(Cuts cuts, TableId table, Supplier<Map<TableId, TableContext>> current) {
        this.cuts = cuts;
        this.table = table;
        this.current = current;
        this.begun = cuts.begun();
    }

    /** @return whether the table is being cut there; else another view has to be taken */
    @Override
    public boolean test(FilledAt view) {
        Cut cut = new Cut(0, table, view.until(), view.snapshot());
        Optional<OpenCut> opened = cuts.open(begun, cut, current.get());
        begun = cuts.begun();
        open = opened.orElse(null);
        return opened.isPresent();
    }

    OpenCut open() {
        return open;
    }

    @Override
    public void close() {
        if (open != null) {
            cuts.close(open);
        }
    }
}
