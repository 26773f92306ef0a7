package io.cdcpipeline.job.apply;

import io.cdcpipeline.job.decode.TableId;
import io.cdcpipeline.job.engine.TableEngine;
import io.cdcpipeline.job.engine.TableView;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What is known of the pipeline's tables, read once: nobody else writes to them. Thread-safe. */
final class Tables {

    /** The table property that names the pipeline's uid. */
    static final String OWNER = "cdcpipeline.uid";

    /** The table property that says why nothing is applied any more. */
    static final String FAILURE = "cdcpipeline.failure";

    private final String uid;
    private final String query;
    private final TablePaths paths;
    private final Map<TableId, TableContext> known = new ConcurrentHashMap<>();

    Tables(String uid, String query, TablePaths paths) {
        this.uid = uid;
        this.query = query;
        this.paths = paths;
    }

    Map<TableId, TableContext> known() {
        return Map.copyOf(known);
    }

    String path(TableId table) {
        return paths.of(table);
    }

    void load(TableId table, TableEngine engine) {
        String path = path(table);
        Optional<TableView> view = engine.open(path);
        if (view.isEmpty()) {
            known.put(table, new TableContext(table, null, TableState.fresh(query), null));
            return;
        }
        Map<String, String> properties = view.get().properties();
        refuseOthers(table, path, properties.get(OWNER));
        TableState state = engine.metadata(path, m -> TableState.parse(m).isPresent())
                .flatMap(TableState::parse)
                .orElse(TableState.fresh(query));
        known.put(table, new TableContext(table, view.get().columns(), state, properties.get(FAILURE)));
    }

    private void refuseOthers(TableId table, String path, String owner) {
        if (!uid.equals(owner)) {
            String whose = owner == null ? "was not made by a pipeline" : "belongs to the pipeline with uid " + owner;
            throw new ForeignTableException("Table " + table + ": the Delta table at " + path + " " + whose
                    + ". Give this pipeline another lake path, or move that table away.");
        }
    }

    void update(TableContext context) {
        known.put(context.table(), context);
    }

    /** After a failure nobody knows what was written. */
    void forget(TableId table) {
        known.remove(table);
    }
}
