package io.cdcpipeline.job.apply;

import io.cdcpipeline.contract.JobConfig;
import io.cdcpipeline.contract.TableMode;
import io.cdcpipeline.job.engine.TableEngine;
import io.cdcpipeline.job.engine.TableHistory;
import io.cdcpipeline.job.engine.TableView;
import io.cdcpipeline.job.engine.TableWriter;
import io.cdcpipeline.job.lake.TableId;
import io.cdcpipeline.job.lake.TablePaths;
import io.cdcpipeline.job.state.TableContext;
import io.cdcpipeline.job.state.TableState;
import io.cdcpipeline.job.state.TableStateJson;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What is known of the pipeline's tables; each is read from its log once, and again after a failure. Thread-safe. */
final class Tables {

    /** The table property that names the pipeline's uid. */
    static final String OWNER = "cdcpipeline.uid";
    /** The table property that names the pipeline: namespace and name. */
    static final String OWNER_NAME = "cdcpipeline.pipeline";

    static final String FOREIGN = "somebody else changed rows of the Delta table (%s), which may differ from the"
            + " source's since: RESTORE the table to the version before that, and changes since then are read from Kafka again";

    private final JobConfig config;
    private final TablePaths paths;
    private final Map<TableId, TableContext> known = new ConcurrentHashMap<>();
    private final KnownSource source;
    private final Cuts cuts = new Cuts();

    Tables(JobConfig config) {
        this.config = config;
        this.paths = new TablePaths(config.lake().root(), config.lake().layout());
        this.source = new KnownSource(config.lake().checkpoint());
    }

    Map<TableId, TableContext> known() {
        return Map.copyOf(known);
    }

    KnownSource source() {
        return source;
    }

    Cuts cuts() {
        return cuts;
    }

    List<TableState> states() {
        return known.values().stream().map(TableContext::state).toList();
    }

    /** Null when it is not known. */
    TableContext known(TableId table) {
        return known.get(table);
    }

    String path(TableId table) {
        return paths.of(table);
    }

    TablePaths paths() {
        return paths;
    }

    /** The properties that say whose a table is. */
    static Map<String, String> owner(JobConfig config) {
        return Map.of(OWNER, config.uid(), OWNER_NAME, config.pipeline());
    }

    /** What a table gets when it is made. */
    Map<String, String> properties() {
        return Map.of(
                OWNER,
                config.uid(),
                OWNER_NAME,
                config.pipeline(),
                "delta.enableDeletionVectors",
                "true",
                // A checkpoint of the log stalls a commit for seconds; reading a hundred small files does not.
                "delta.checkpointInterval",
                "100");
    }

    /** Who writes, to Delta: commits of a table count up under that name, whoever runs the job. */
    String application() {
        return config.uid();
    }

    /**
     * The table as its log has it.
     *
     * @throws ForeignTableException when it is not this pipeline's
     */
    TableContext read(TableId table, TableEngine engine) {
        TableWriter writer = engine.table(path(table));
        Optional<TableView> view = writer.open();
        if (view.isEmpty()) {
            return TableContext.absent(table).with(fresh(table));
        }
        refuseOthers(table, view.get());
        TableState read = state(writer.history(m -> TableStateJson.read(m).isPresent()));
        TableState state = read.isFresh() && read.incomplete() == null ? fresh(table) : read;
        return new TableContext(table, view.get().columns(), view.get().version(), state, false);
    }

    private static TableState state(TableHistory history) {
        TableState rows = history.rows().flatMap(TableStateJson::read).orElse(TableState.FRESH);
        TableState newest = history.newest().flatMap(TableStateJson::read).orElse(TableState.FRESH);
        TableState state = rows.restoredAfter(newest);
        return history.foreign().isEmpty() ? state : state.lacking(FOREIGN.formatted(history.foreign()));
    }

    private TableState fresh(TableId table) {
        return TableState.fresh(mode(table), masks(table));
    }

    /** By which rules the table's columns are to be masked; null where none is. */
    String masks(TableId table) {
        return config.database() == null
                ? null
                : config.database().masks(table.toString()).signature();
    }

    /** What the table is to be in the lake. */
    TableMode mode(TableId table) {
        return config.settings().mode(table.toString());
    }

    /**
     * Changes are applied to a table as what it is, and nothing else.
     *
     * @throws OtherModeException when it is to be something else
     * @throws OtherMasksException when its columns are to be masked otherwise
     */
    void requireMode(TableContext table) {
        TableMode is = table.state().mode();
        if (table.exists() && is != mode(table.table())) {
            throw new OtherModeException(table.table(), is, mode(table.table()));
        }
        if (table.exists()
                && !table.state().isFresh()
                && !Objects.equals(table.state().masks(), masks(table.table()))) {
            throw new OtherMasksException(table.table());
        }
    }

    /** A pipeline that was deleted leaves its tables to the next one of its name: only one at a time can have it. */
    private void refuseOthers(TableId table, TableView view) {
        String owner = view.properties().get(OWNER);
        String name = view.properties().get(OWNER_NAME);
        if (config.uid().equals(owner) || config.pipeline().equals(name)) {
            return;
        }
        String whose = owner == null
                ? "was not made by a pipeline"
                : "belongs to the pipeline " + (name == null ? "with uid " + owner : name + " with uid " + owner);
        throw new ForeignTableException("Table " + table + ": the Delta table at " + view.path() + " " + whose
                + ". Give this pipeline another lake path, or move that table away.");
    }

    void update(TableContext context) {
        known.put(context.table(), context);
    }

    /**
     * Takes a table that nothing is known of out of the batches, before one has met it.
     *
     * @return whether it was unknown
     */
    boolean holdUnknown(TableId table) {
        return known.putIfAbsent(table, TableContext.absent(table).heldBack(true)) == null;
    }

    /** What a batch has read of a table that it met, unless somebody has taken it out of the batches since. */
    void met(TableContext context) {
        known.merge(context.table(), context, (before, now) -> before.heldBack() ? before : now);
    }

    /** After a failure nobody knows what was written. */
    void forget(TableId table) {
        known.remove(table);
    }
}
