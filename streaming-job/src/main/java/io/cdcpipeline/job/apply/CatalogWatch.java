package io.cdcpipeline.job.apply;

import io.cdcpipeline.contract.TableMode;
import io.cdcpipeline.contract.event.StreamStart;
import io.cdcpipeline.job.fill.SourceTable;
import io.cdcpipeline.job.fill.SourceTables;
import io.cdcpipeline.job.lake.TableId;
import io.cdcpipeline.job.state.TableContext;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Has tables filled of which the log does not tell all: every captured table that is not in the lake, and those that became
 * others in a way of which the log has no event.
 *
 * <p>What is captured when the job starts, or when the connector begins anew after a gap, waits for its fill before any change of it is applied: nobody could tell later what
 * it had before. A table that comes to the source later has all its rows in the log; unless it has not, which the log says.
 * Not thread-safe.
 */
final class CatalogWatch {

    /** So often in a row a difference is seen before it counts: the events of it are on their way, maybe. */
    static final int LOOKS = 4;

    private final SourceTables source;
    private final Tables tables;
    private final SourceStream stream;
    private final TableFills fills;
    private final DropWatch drops;
    private final ColumnWatch columns;
    private final RuleWatch rules;
    private final Map<TableId, Integer> different = new HashMap<>();
    private final Map<TableId, Integer> missing = new HashMap<>();
    private final Map<TableId, Long> places = new HashMap<>();

    CatalogWatch(SourceTables source, Parts parts, TableFills fills, Watches watches) {
        this.source = source;
        this.tables = parts.tables();
        this.stream = parts.stream();
        this.fills = fills;
        this.drops = watches.drops();
        this.columns = watches.columns();
        this.rules = watches.rules();
    }

    /** Who looks at a part of it. */
    record Watches(DropWatch drops, ColumnWatch columns, RuleWatch rules) {}

    /** Whether it has seen the catalogue since the job began. */
    boolean hasLooked() {
        return fills.hasLooked();
    }

    /** Looks once. */
    void look() {
        StreamStart start = stream.ask();
        Optional<Map<TableId, SourceTable>> captured = start == null ? Optional.empty() : source.look();
        if (captured.isEmpty()) {
            return;
        }
        boolean first = !fills.hasLooked();
        columns.begin(start);
        rules.look(captured.get());
        missing.keySet().retainAll(captured.get().keySet());
        places.keySet().retainAll(missing.keySet());
        captured.get().forEach((table, now) -> {
            if (isMissing(table)) {
                // Of one that comes later the first changes are on their way, as a rule.
                if (first || isOverdue(table)) {
                    fills.requestFirst(table, now.bytes());
                }
            } else if (!fills.isWanted(table)) {
                missing.remove(table);
                places.remove(table);
                if (!rules.escapes(table, now)) {
                    compare(table, now);
                }
            }
        });
        tables.source().save();
        fills.looked(Set.copyOf(captured.get().keySet()), start);
        drops.look(captured.get().keySet(), start);
        columns.settle();
    }

    /** Changes from before it was missed are in Kafka first, if there are any. */
    private boolean isOverdue(TableId table) {
        boolean overdue = missing.merge(table, 1, Integer::sum) >= LOOKS;
        if (!tables.mode(table).keepsWhatIsGone()) {
            return overdue;
        }
        long place = places.computeIfAbsent(table, t -> source.log().end());
        return overdue && source.log().read() >= place;
    }

    private boolean isMissing(TableId table) {
        TableContext known = tables.known(table);
        return known == null || known.state().gone() || fills.wasMetEarly(table);
    }

    private void compare(TableId table, SourceTable now) {
        ColumnWatch.Verdict verdict = columns.look(tables.known(table), now);
        SourceTable known = tables.source().get(table);
        SourceTable before =
                known == null && verdict == ColumnWatch.Verdict.PENDING ? columns.before(table, now) : known;
        // What a changelog has told keeps the names that it was told by.
        boolean told = tables.mode(table) == TableMode.CHANGELOG;
        boolean explained = before != null && (told || verdict != ColumnWatch.Verdict.UNKNOWN);
        Optional<String> difference = before == null
                ? Optional.empty()
                : now.differenceFrom(explained ? before.withColumns(now.columns()) : before);
        if (difference.isEmpty() && verdict == ColumnWatch.Verdict.PENDING) {
            difference = columns.overdue(table);
            tables.source().set(table, before);
        } else if (difference.isEmpty()) {
            tables.source().set(table, known == null ? now : now.remembering(known));
        }
        if (difference.isEmpty()) {
            different.remove(table);
        } else if (different.merge(table, 1, Integer::sum) >= LOOKS) {
            different.remove(table);
            fills.requestChanged(table, difference.get(), now.bytes());
        }
    }
}
