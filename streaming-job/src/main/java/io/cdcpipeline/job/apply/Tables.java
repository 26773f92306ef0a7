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

    /** What a table gets when it is made. */
    Map<String, String> properties() {
        return Map.of(
                OWNER,
                uid,
                "delta.enableDeletionVectors",
                "true",
                // A checkpoint of the log stalls a commit for seconds; reading a hundred small files does not.
                "delta.checkpointInterval",
                "100");
    }

    /** Who writes, to Delta: another one for each checkpoint, because batches then count anew. */
    String application() {
        return uid + "/" + query;
    }

    void load(TableId table, TableEngine engine) {
        String path = path(table);
        Optional<TableView> view = engine.open(path);
        if (view.isEmpty()) {
            known.put(table, new TableContext(table, null, TableState.fresh(query)));
            return;
        }
        Map<String, String> properties = view.get().properties();
        refuseOthers(table, path, properties.get(OWNER));
        TableState state = engine.metadata(path, m -> TableState.parse(m).isPresent())
                .flatMap(TableState::parse)
                .orElse(TableState.fresh(query));
        known.put(table, new TableContext(table, view.get().columns(), state));
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
