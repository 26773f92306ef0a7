package io.cdcpipeline.job.apply;

import io.cdcpipeline.job.fill.SourceTable;
import io.cdcpipeline.job.fill.SourceTables;
import io.cdcpipeline.job.lake.TableId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Has tables filled of which the log does not tell all: every captured table that is not in the lake, and those that became
 * others in a way of which the log has no event.
 *
 * <p>What is captured when the job starts waits for its fill before any change of it is applied: nobody could tell later what
 * it had before. A table that comes to the source later has all its rows in the log; unless it has not, which the log says.
 * Not thread-safe.
 */
final class CatalogWatch {

    /** So often in a row a difference is seen before it counts: the events of it are on their way, maybe. */
    private static final int LOOKS = 4;

    private final SourceTables source;
    private final Tables tables;
    private final TableFills fills;
    private final Map<TableId, Integer> different = new HashMap<>();
    private final Map<TableId, Integer> missing = new HashMap<>();

    CatalogWatch(SourceTables source, Tables tables, TableFills fills) {
        this.source = source;
        this.tables = tables;
        this.fills = fills;
    }

    /** Looks once. */
    void look() {
        Optional<Map<TableId, SourceTable>> captured = source.look();
        if (captured.isEmpty()) {
            return;
        }
        boolean first = !fills.hasLooked();
        missing.keySet().retainAll(captured.get().keySet());
        captured.get().forEach((table, now) -> {
            if (tables.known(table) == null || fills.wasMetEarly(table)) {
                // Of one that comes later the first changes are on their way, as a rule.
                if (missing.merge(table, 1, Integer::sum) >= LOOKS || first) {
                    fills.requestFirst(table, now.bytes());
                }
            } else if (!fills.isWanted(table)) {
                missing.remove(table);
                compare(table, now);
            }
        });
        tables.source().save();
        fills.looked(Set.copyOf(captured.get().keySet()));
    }

    private void compare(TableId table, SourceTable now) {
        SourceTable before = tables.source().get(table);
        Optional<String> difference = before == null ? Optional.empty() : now.differenceFrom(before);
        if (difference.isEmpty()) {
            different.remove(table);
            tables.source().set(table, now);
        } else if (different.merge(table, 1, Integer::sum) >= LOOKS) {
            different.remove(table);
            fills.requestChanged(table, difference.get(), now.bytes());
        }
    }
}
