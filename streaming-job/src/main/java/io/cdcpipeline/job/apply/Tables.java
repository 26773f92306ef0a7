package io.cdcpipeline.job.apply;

import io.cdcpipeline.contract.DeltaSettings;
import io.cdcpipeline.contract.JobConfig;
import io.cdcpipeline.contract.TableMode;
import io.cdcpipeline.job.engine.TableEngine;
import io.cdcpipeline.job.engine.TableHistory;
import io.cdcpipeline.job.engine.TableSettling;
import io.cdcpipeline.job.engine.TableView;
import io.cdcpipeline.job.engine.TableWriter;
import io.cdcpipeline.job.lake.TableId;
import io.cdcpipeline.job.lake.TablePaths;
import io.cdcpipeline.job.lake.Targets;
import io.cdcpipeline.job.state.TableContext;
import io.cdcpipeline.job.state.TableState;
import io.cdcpipeline.job.state.TableStateJson;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.sql.types.StructType;

/** What is known of the pipeline's tables; each is read from its log once, and again after a failure. Thread-safe. */
final class Tables {

    static final String FOREIGN = "somebody else changed rows of the Delta table (%s), which may differ from the"
            + " source's since: RESTORE the table to the version before that, and changes since then are read from Kafka again";

    private final JobConfig config;
    private final TablePaths paths;
    private final Targets targets;
    private final TableOwner owner;
    private final Map<TableId, TableContext> known = new ConcurrentHashMap<>();
    private final KnownSource source;
    private final Map<TableId, String> kept = new ConcurrentHashMap<>();
    private final Set<TableId> settled = ConcurrentHashMap.newKeySet();
    private final Map<TableId, String> escaped = new ConcurrentHashMap<>();
    private final Cuts cuts = new Cuts();
    private final DeadLetterTable deadLetters;

    Tables(JobConfig config) {
        this.config = config;
        this.deadLetters = new DeadLetterTable(config);
        this.paths = new TablePaths(config.lake().root(), config.lake().layout());
        this.targets = new Targets(config.settings());
        this.owner = TableOwner.of(config);
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

    DeadLetterTable deadLetters() {
        return deadLetters;
    }

    List<TableState> states() {
        return known.values().stream().map(TableContext::state).toList();
    }

    /** Null when it is not known. */
    TableContext known(TableId table) {
        return known.get(table);
    }

    String path(TableId table) {
        return paths.of(targets.of(table));
    }

    Targets targets() {
        return targets;
    }

    TablePaths paths() {
        return paths;
    }

    /** What a table gets when it is made. */
    Map<String, String> properties(TableId table, StructType columns) {
        Map<String, String> properties = new TreeMap<>(owner.properties(table));
        properties.putAll(TableSettling.properties(delta(table), columns));
        properties.put("delta.enableDeletionVectors", "true");
        // A checkpoint of the log stalls a commit for seconds; reading a hundred small files does not.
        properties.put("delta.checkpointInterval", "100");
        return properties;
    }

    /** What the manifest says of the table's properties. */
    DeltaSettings delta(TableId table) {
        return config.settings().delta(table.toString());
    }

    /** Whether it says anything of them, or did once. */
    boolean isSettled(TableId table) {
        return settled.contains(table) || !delta(table).areNone();
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
        if (view.get().properties().containsKey(TableSettling.MARK)) {
            settled.add(table);
        }
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
     * @throws EscapedColumnException when one of them is masked no more
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
        if (table.exists() && escaped.containsKey(table.table())) {
            throw new EscapedColumnException(escaped.get(table.table()));
        }
    }

    /**
     * Until it is said otherwise the table takes no changes.
     *
     * @param why one of its columns is masked no more, as a sentence; empty when all are as they were
     * @return whether that is news
     */
    boolean escaped(TableId table, Optional<String> why) {
        String before = why.isPresent() ? escaped.put(table, why.get()) : escaped.remove(table);
        return !Optional.ofNullable(before).equals(why);
    }

    /**
     * The table of the source whose place in the lake that is; empty when it has another name there by now, and this is what it
     * had before, or when the lake's table is not ours.
     *
     * @param name in the lake
     */
    Optional<TableId> placed(TableId name, TableEngine engine) {
        if (targets.areNone()) {
            return Optional.of(name);
        }
        Optional<TableId> source = engine.table(paths.of(name)).open().flatMap(view -> owner.source(name, view));
        source.filter(table -> !targets.of(table).equals(name)).ifPresent(table -> kept.put(table, paths.of(name)));
        return source.filter(table -> targets.of(table).equals(name));
    }

    /** What tables were before by other names, where it is; as far as anybody has looked. */
    Map<TableId, String> kept() {
        return Map.copyOf(kept);
    }

    /** @throws ForeignTableException when it is not this pipeline's, or another table's of the source */
    void refuseOthers(TableId table, TableView view) {
        owner.refuseOthers(table, targets.of(table), view);
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
