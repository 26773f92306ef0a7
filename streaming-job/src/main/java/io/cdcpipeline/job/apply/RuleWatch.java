package io.cdcpipeline.job.apply;

import io.cdcpipeline.contract.SourceDatabase;
import io.cdcpipeline.contract.columns.TableMasks;
import io.cdcpipeline.job.fill.SourceTable;
import io.cdcpipeline.job.lake.TableId;
import io.cdcpipeline.job.progress.BatchListener;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the rules for columns against the columns that tables have. One that matches none, misspelled perhaps, is told. A column that a
 * rule was for, and that the source calls otherwise now, stops its table, as its values would be seen. Not thread-safe.
 */
final class RuleWatch {

    private static final Logger LOG = LoggerFactory.getLogger(RuleWatch.class);

    private final SourceDatabase database;
    private final Tables tables;
    private final BatchListener listener;
    private final Consumer<TableId> leave;
    /** They do not change while the job runs, and to find a table's takes a look at all patterns. */
    private final Map<TableId, TableMasks> masks = new HashMap<>();

    private final Map<TableId, List<Integer>> told = new HashMap<>();

    /** @param leave has a table look by itself, and find that it can take no changes */
    RuleWatch(SourceDatabase database, Tables tables, BatchListener listener, Consumer<TableId> leave) {
        this.database = database;
        this.tables = tables;
        this.listener = listener;
        this.leave = leave;
    }

    /** @param captured all tables, as the source has them now */
    void look(Map<TableId, SourceTable> captured) {
        masks.keySet().retainAll(captured.keySet());
        told.keySet().retainAll(captured.keySet());
        captured.forEach((table, now) -> {
            List<Integer> unmatched = masks(table).unmatched(now.columns().values());
            if (!unmatched.equals(told.getOrDefault(table, List.of()))) {
                told.put(table, unmatched);
                tell(table, unmatched);
            }
        });
    }

    private void tell(TableId table, List<Integer> unmatched) {
        listener.unmatchedRules(table, unmatched);
        if (!unmatched.isEmpty()) {
            LOG.warn(
                    "Table {}: no column of it matches columns{} of its entry in spec.tableSettings", table, unmatched);
        }
    }

    /** Whether a column of the table is masked no more since the lake last had all of its rows; the table stops then. */
    boolean escapes(TableId table, SourceTable now) {
        SourceTable before = tables.source().get(table);
        Optional<String> why =
                before == null ? Optional.empty() : masks(table).escaped(before.columns(), now.columns());
        if (tables.escaped(table, why)) {
            leave.accept(table);
        }
        return why.isPresent();
    }

    private TableMasks masks(TableId table) {
        return masks.computeIfAbsent(table, t -> database.masks(t.toString()));
    }
}
