package io.cdcpipeline.job.apply;

import io.cdcpipeline.job.fill.SourceTables;
import io.cdcpipeline.job.lake.TableId;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Has every captured table filled that is not in the lake. What is captured when the job starts waits for that before any
 * change of it is applied: nobody could tell later what it had before. A table that comes to the source later has all its
 * rows in the log; unless it has not, which the log says. Not thread-safe.
 */
final class CatalogWatch {

    private final SourceTables source;
    private final Tables tables;
    private final TableFills fills;
    private Set<TableId> newSinceLast = Set.of();

    CatalogWatch(SourceTables source, Tables tables, TableFills fills) {
        this.source = source;
        this.tables = tables;
        this.fills = fills;
    }

    /** Looks once. */
    void look() {
        Optional<Map<TableId, Long>> captured = source.look();
        if (captured.isEmpty()) {
            return;
        }
        boolean first = !fills.hasLooked();
        Set<TableId> missing = new HashSet<>();
        captured.get().forEach((table, bytes) -> {
            if (tables.known(table) == null) {
                missing.add(table);
                // Its first changes are on their way, as a rule.
                if (first || newSinceLast.contains(table)) {
                    fills.requestFirst(table, bytes);
                }
            }
        });
        newSinceLast = missing;
        fills.looked();
    }
}
