package io.cdcpipeline.job.engine;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.cdcpipeline.contract.DeltaSettings;
import io.cdcpipeline.job.schema.ColumnNumber;
import io.cdcpipeline.job.schema.Evolution;
import io.cdcpipeline.job.schema.RowShape;
import io.delta.exceptions.DeltaConcurrentModificationException;
import io.delta.tables.DeltaTable;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.types.StructType;

/** Writes a table by what Delta itself offers: append, overwrite, MERGE. */
final class MergeTable implements TableWriter {

    /** One task writes as much anew in about a second. */
    private static final long SMALL_TABLE = 32L << 20;

    /** How often a commit is tried when it conflicts with somebody else's, such as an OPTIMIZE. */
    private static final int TRIES = 5;

    /** A writer that has changes comes to it within a batch, unless fills or its table's backlog keep it. */
    private static final Duration WRITERS_TURN = Duration.ofSeconds(30);

    /** What Delta lists a table's folders with: ten thousand tasks if nobody says otherwise, however few folders there are. */
    private static final String LISTING_TASKS = "spark.sql.sources.parallelPartitionDiscovery.parallelism";

    private static final String LISTING = "16";

    private final SparkSession session;
    private final CommitSettings settings;
    private final DeltaTables tables;
    private final CompactionRequests requests;
    private final String path;

    MergeTable(SparkSession session, CommitSettings settings, CompactionRequests requests, String path) {
        this.session = session;
        this.settings = settings;
        this.requests = requests;
        this.tables = new DeltaTables(session);
        this.path = path;
    }

    DeltaTables tables() {
        return tables;
    }

    CommitSettings settings() {
        return settings;
    }

    @Override
    public Optional<TableView> open() {
        return tables.open(path);
    }

    @Override
    public TableHistory history(Predicate<String> ours) {
        return tables.history(path, ours);
    }

    @Override
    public TableView create(RowShape shape, Map<String, String> properties) {
        return tables.create(path, shape, properties);
    }

    @Override
    public TableView evolve(Evolution evolution, long base, String metadata) {
        tables.refuseForeign(path, base);
        TableView[] after = new TableView[1];
        settings.during(metadata, () -> after[0] = tables.evolve(path, evolution));
        return after[0];
    }

    @Override
    public Optional<TableView> settle(DeltaSettings wanted, long base, String metadata) {
        if (tables.isSettled(path, wanted)) {
            return Optional.empty();
        }
        tables.refuseForeign(path, base);
        settings.during(metadata, () -> tables.settle(path, wanted));
        return tables.open(path);
    }

    @Override
    public Committed commit(TableCommit commit) {
        ReservedNames names = ReservedNames.among(tables.namesSeenLast(path));
        settings.deletionVectors(names.allowDeletionVectors());
        settings.planFor(commit.rows().operations() instanceof LocalOperations && tables.bytes(path) <= SMALL_TABLE);
        settings.during(commit.transaction(), commit.metadata(), () -> tryToCommit(commit, names));
        return tables.committed(path, commit.base());
    }

    private void tryToCommit(TableCommit commit, ReservedNames names) {
        for (int left = TRIES; ; left--) {
            tables.refuseForeign(path, commit.base());
            try {
                if (isOfCopies(commit)) {
                    remove(commit);
                } else if (commit.target() != TableCommit.Target.ROWS) {
                    write(commit);
                } else if (names.allowMerge()) {
                    merge(commit);
                } else {
                    rewrite(commit);
                }
                return;
            } catch (DeltaConcurrentModificationException e) {
                // The other commit is there now: what is tried next begins after it.
                if (left == 1) {
                    throw e;
                }
            }
        }
    }

    private static boolean isOfCopies(TableCommit commit) {
        return commit.target() == TableCommit.Target.COPIES || commit.target() == TableCommit.Target.COPIES_IF_ANY;
    }

    private void remove(TableCommit commit) {
        Snapshot snapshot = tables.snapshot(path);
        tables.refuseForeign(snapshot, commit.base(), path);
        if (!DeltaTables.isThere(snapshot, commit.transaction())) {
            session.withActive(() -> {
                new CopiesCommit(session, path, snapshot, commit).make();
                return null;
            });
        }
    }

    private void write(TableCommit commit) {
        if (commit.target() == TableCommit.Target.REPLACED || commit.target() == TableCommit.Target.RENEWED) {
            replace(commit);
            return;
        }
        if (commit.target() == TableCommit.Target.ENDED) {
            end(commit);
            return;
        }
        StructType columns = tables.columns(path);
        Column[] selected = commit.shape().columns().stream()
                .map(c -> col(Names.quoted(c.name()))
                        .cast(columns.apply(c.name()).dataType())
                        .as(c.name()))
                .toArray(Column[]::new);
        boolean cleared = commit.target() == TableCommit.Target.CLEARED;
        save(commit.rows().operations().rows(session).select(selected), cleared ? "overwrite" : "append");
    }

    /** All of the table is written anew. */
    private void end(TableCommit commit) {
        Dataset<Row> table = session.read().format("delta").load(path);
        EndedRows rows = new EndedRows(commit.shape(), commit.rows().ending(), table.schema());
        boolean none = commit.rows().operations() instanceof LocalOperations local
                && local.operations().isEmpty();
        save(none ? rows.all(table) : rows.of(table, commit.rows().operations().rows(session)), "overwrite");
    }

    /** Columns that only the table has stay, and are NULL in all rows. */
    private void replace(TableCommit commit) {
        StructType now = tables.columns(path);
        StructType columns = commit.target() == TableCommit.Target.RENEWED
                ? commit.shape().table()
                : Evolution.planEmptied(now, commit.shape()).applied(now);
        tables.prepare(path, now, columns);
        Set<String> given = Set.of(commit.shape().table().fieldNames());
        Column[] selected = Stream.of(columns.fields())
                .map(f -> (given.contains(f.name()) ? col(Names.quoted(f.name())) : lit(null))
                        .cast(f.dataType())
                        .as(f.name(), ColumnNumber.only(ColumnNumber.of(f))))
                .toArray(Column[]::new);
        boolean others = !ColumnNumber.sameColumns(columns, now);
        if (others) {
            new MetadataCommit(session, tables.snapshot(path)).pauseFeed();
        }
        commit.rows()
                .operations()
                .rows(session)
                .select(selected)
                .write()
                .format("delta")
                .mode("overwrite")
                .option("overwriteSchema", Boolean.toString(others))
                .save(path);
    }

    private void merge(TableCommit commit) {
        new Merge(commit.shape(), commit.rows().kept())
                .into(DeltaTable.forPath(session, path), operations(commit))
                .execute();
    }

    /** All of the table is written anew: slow, and right whatever its columns are called. */
    private void rewrite(TableCommit commit) {
        Dataset<Row> table = session.read().format("delta").load(path);
        save(new Rewrite(commit.shape(), commit.rows().kept()).of(table, operations(commit)), "overwrite");
    }

    private Dataset<Row> operations(TableCommit commit) {
        Dataset<Row> operations = commit.rows().operations().rows(session);
        return commit.rows().moves() == null
                ? operations
                : new Moves(commit.shape(), session.read().format("delta").load(path))
                        .completed(commit.rows().moves().rows(session), operations);
    }

    private void save(Dataset<Row> rows, String mode) {
        rows.write().format("delta").mode(mode).save(path);
    }

    @Override
    public boolean isToBeCompacted() {
        return requests.isAsked(path);
    }

    @Override
    public void compactAsAsked() {
        requests.answer(path, this::optimize);
    }

    @Override
    public Compaction compact(BooleanSupplier cancelled) {
        try {
            while (true) {
                try {
                    return optimize();
                } catch (DeltaConcurrentModificationException e) {
                    if (cancelled.getAsBoolean()) {
                        throw e;
                    }
                }
                Optional<Compaction> done = requests.ask(path, WRITERS_TURN);
                if (done.isPresent()) {
                    return done.get();
                }
            }
        } finally {
            requests.withdraw(path);
        }
    }

    private Compaction optimize() {
        if (tables.open(path).isEmpty()) {
            return new Compaction(0, 0);
        }
        Row metrics = DeltaTable.forPath(session, path)
                .optimize()
                .executeCompaction()
                .select("metrics.numFilesRemoved", "metrics.numFilesAdded")
                .head();
        return new Compaction(metrics.getLong(0), metrics.getLong(1));
    }

    @Override
    public void maintain() {
        if (tables.open(path).isPresent()) {
            session.conf().set(LISTING_TASKS, LISTING);
            DeltaTable.forPath(session, path).vacuum();
        }
    }
}
