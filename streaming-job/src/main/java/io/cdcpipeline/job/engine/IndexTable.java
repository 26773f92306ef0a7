package io.cdcpipeline.job.engine;

import io.cdcpipeline.contract.DeltaSettings;
import io.cdcpipeline.job.schema.Evolution;
import io.cdcpipeline.job.schema.RowShape;
import io.cdcpipeline.job.steps.Step;
import io.delta.exceptions.DeltaConcurrentModificationException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes few rows by an index of the table's keys, and all else as {@link MergeTable} does. */
final class IndexTable implements TableWriter {

    /** So many hashes of keys come to the driver, at most: some hundred MB while they do. */
    private static final long MOST_ROWS = 2_000_000;

    private static final int TRIES = 3;

    /** The keys of so few rows are read within a second or so, whatever the rows' size; and there are no more in so few bytes. */
    private static final long PROMPT_ROWS = 500_000;

    private static final long PROMPT_BYTES = 4 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(IndexTable.class);

    private final SparkSession session;
    private final MergeTable merge;
    private final KeyIndexes indexes;
    private final Compactions compactions;
    private final LogCheckpoints checkpoints;
    private final String path;

    /** What writers of a table have in common, one after another. */
    record Shared(KeyIndexes indexes, Compactions compactions, LogCheckpoints checkpoints) {

        static Shared by(KeyIndexes indexes) {
            return new Shared(indexes, new Compactions(), new LogCheckpoints());
        }
    }

    IndexTable(SparkSession session, MergeTable merge, Shared shared, String path) {
        this.session = session;
        this.merge = merge;
        this.indexes = shared.indexes();
        this.compactions = shared.compactions();
        this.checkpoints = shared.checkpoints();
        this.path = path;
    }

    @Override
    public Optional<TableView> open() {
        long known = indexes.of(path).version();
        Optional<TableView> view = merge.open();
        if (view.map(TableView::version).orElse(TableIndex.NOTHING) < known) {
            // A commit of that number may come again, and be another.
            indexes.forget(path);
        }
        return view;
    }

    @Override
    public TableHistory history(Predicate<String> ours) {
        return merge.history(ours);
    }

    @Override
    public TableView create(RowShape shape, Map<String, String> properties) {
        return merge.create(shape, properties);
    }

    @Override
    public TableView evolve(Evolution evolution, long base, String metadata) {
        return merge.evolve(evolution, base, metadata);
    }

    @Override
    public Optional<TableView> settle(DeltaSettings wanted, long base, String metadata) {
        return merge.settle(wanted, base, metadata);
    }

    @Override
    public boolean needsPreparation() {
        return indexes.of(path).begins() && isLarge();
    }

    private boolean isLarge() {
        return merge.tables().bytes(path) > PROMPT_BYTES
                && session.withActive(() -> IndexedFiles.rows(
                                merge.tables().seenLast(path).allFiles().collectAsList()))
                        > PROMPT_ROWS;
    }

    @Override
    public Committed commit(TableCommit commit) {
        boolean done = isByKey(commit)
                ? commitByKey(commit)
                : AppendedCommit.suits(commit) && commitHere(() -> appendOnce(commit));
        if (!done) {
            return merge.commit(commit);
        }
        Committed made = Step.of("table: read back", () -> merge.tables().committed(path, commit.base()));
        checkpoints.consider(session, path);
        return made;
    }

    /**
     * In this engine's own way, again where another commit came first.
     *
     * @return false when it has to be made in another way
     */
    private boolean commitHere(BooleanSupplier once) {
        merge.settings().compactAfterCommit(false);
        try {
            return session.withActive(() -> tryTo(once));
        } finally {
            merge.settings().compactAfterCommit(true);
        }
    }

    private static boolean tryTo(BooleanSupplier once) {
        for (int left = TRIES; left > 0; left--) {
            try {
                return once.getAsBoolean();
            } catch (DeltaConcurrentModificationException e) {
                // The other commit is there now: the next one is made behind it.
            }
        }
        return false;
    }

    private boolean appendOnce(TableCommit commit) {
        Snapshot snapshot = Step.of("table: snapshot", () -> merge.tables().snapshot(path));
        merge.tables().refuseForeign(snapshot, commit.base(), path);
        if (snapshot.version() < 0 || AppendedCommit.isLeft(snapshot) || !isPlain(snapshot, commit.shape())) {
            return false;
        }
        if (!DeltaTables.isThere(snapshot, commit.transaction())) {
            NewFiles writes = indexes.of(path).writes();
            merge.settings()
                    .during(commit.metadata(), () -> new AppendedCommit(session, snapshot, writes).make(commit));
        }
        return true;
    }

    private static boolean isByKey(TableCommit commit) {
        return commit.target() == TableCommit.Target.ROWS
                && !commit.shape().key().isEmpty();
    }

    private boolean commitByKey(TableCommit commit) {
        boolean suits = commit.rows().moves() == null && isSuitable(commit.rows());
        indexes.of(path).suits(suits);
        return suits && commitByIndex(commit);
    }

    /** Values that are kept come to the driver, so that only few rows may keep any. */
    private static boolean isSuitable(TableCommit.Rows rows) {
        return rows.operations() instanceof LocalOperations
                || rows.operations() instanceof DistributedOperations many
                        && rows.kept().isEmpty()
                        && many.count() <= MOST_ROWS;
    }

    private boolean commitByIndex(TableCommit commit) {
        merge.settings().planFor(commit.rows().operations() instanceof LocalOperations);
        try {
            return commitHere(() -> commitIfRoom(commit));
        } finally {
            if (indexes.of(path).isBroken()) {
                indexes.forget(path);
            }
            indexes.trim();
        }
    }

    private boolean commitIfRoom(TableCommit commit) {
        try {
            return commitOnce(commit, indexes.of(path));
        } catch (NoRoomForKeysException e) {
            LOG.warn("The keys of {} have no room on disk: its changes are merged", path, e);
            indexes.of(path).refuse();
            return DeltaTables.isThere(merge.tables().snapshot(path), commit.transaction());
        }
    }

    private boolean commitOnce(TableCommit commit, TableIndex index) {
        Snapshot snapshot = Step.of("table: snapshot", () -> merge.tables().snapshot(path));
        merge.tables().refuseForeign(snapshot, commit.base(), path);
        if (snapshot.version() < 0 || !isPlain(snapshot, commit.shape())) {
            index.suits(false);
            return false;
        }
        if (DeltaTables.isThere(snapshot, commit.transaction())) {
            return true;
        }
        if (!index.follow(snapshot, key(commit.shape(), snapshot.schema()))) {
            return false;
        }
        if (compact(snapshot, index)) {
            return commitOnce(commit, index);
        }
        merge.settings().during(commit.metadata(), () -> new IndexedCommit(session, snapshot, index).make(commit));
        if (merge.settings().compacts()) {
            compactions.consider(session, snapshot, path, index);
        }
        return true;
    }

    /** @return whether the table has a version more, of the same rows */
    private boolean compact(Snapshot snapshot, TableIndex index) {
        return compactions
                .take(path)
                .map(file -> new CompactedCommit(session, snapshot, index, file).make())
                .orElse(false);
    }

    /** Whether a commit of rows is nothing but rows, in columns that both sides have. */
    private static boolean isPlain(Snapshot snapshot, RowShape shape) {
        ReservedNames names = ReservedNames.among(snapshot.schema().fieldNames());
        return names.allowMerge()
                && names.allowDeletionVectors()
                && snapshot.metadata().partitionColumns().isEmpty()
                && MarkedRows.suffice(snapshot)
                && sameColumns(snapshot.schema(), shape.table());
    }

    private static boolean sameColumns(StructType table, StructType shape) {
        Set<String> names = Set.of(shape.fieldNames());
        return table.size() == shape.size()
                && Stream.of(table.fields())
                        .allMatch(f -> names.contains(f.name())
                                && shape.apply(f.name()).dataType().equals(f.dataType()));
    }

    private static StructType key(RowShape shape, StructType table) {
        return new StructType(shape.key().stream().map(table::apply).toArray(StructField[]::new));
    }

    @Override
    public boolean isToBeCompacted() {
        return merge.isToBeCompacted();
    }

    @Override
    public void compactAsAsked() {
        merge.compactAsAsked();
    }

    @Override
    public Compaction compact(BooleanSupplier cancelled) {
        return merge.compact(cancelled);
    }

    @Override
    public void release() {
        compactions.release(path);
        checkpoints.release(path);
    }

    @Override
    public void maintain() {
        merge.maintain();
    }
}
