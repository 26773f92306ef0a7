package io.cdcpipeline.job.engine;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.when;

import io.cdcpipeline.job.schema.Evolution;
import io.cdcpipeline.job.schema.RowShape;
import io.delta.exceptions.DeltaConcurrentModificationException;
import io.delta.tables.DeltaMergeBuilder;
import io.delta.tables.DeltaTable;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The portable engine: an append where no row can meet another, else Delta's own MERGE. What it does is the reference
 * for any other.
 */
public final class MergeEngine implements TableEngine {

    private static final String TARGET = "t";
    private static final String SOURCE = "s";
    private static final Column OPERATION = source(RowShape.OPERATION);

    private static final String ADAPTIVE = "spark.sql.adaptive.enabled";
    private static final String PARTITIONS = "spark.sql.shuffle.partitions";

    /** One task writes as much anew in about a second. */
    private static final long SMALL_TABLE = 32L << 20;

    private static final Map<String, String> SETTINGS = Map.of(
            // The source of a merge is the same whenever it is read.
            "spark.databricks.delta.merge.materializeSource", "none",
            // Rows in memory are few; each task that reads them would add a file.
            "spark.sql.leafNodeDefaultParallelism", "1",
            // Dates are written as they are: PostgreSQL counts days before 1582 as Java and Parquet do.
            "spark.sql.parquet.datetimeRebaseModeInWrite", "CORRECTED",
            "spark.sql.parquet.datetimeRebaseModeInRead", "CORRECTED",
            // The other kind, INT96, cannot hold all years and carries no statistics.
            "spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS");

    /**
     * Each batch adds files, and each merge reads the keys of all of them: after a commit that makes them many, Delta puts
     * the small ones together, in a commit of its own. Others are not written again and again. The user's choice wins.
     */
    private static final Map<String, String> COMPACTION = Map.of(
            "spark.databricks.delta.autoCompact.enabled", "true",
            "spark.databricks.delta.autoCompact.minNumFiles", "32",
            "spark.databricks.delta.autoCompact.minFileSize", String.valueOf(16 << 20));

    private static final String VECTORS_IN_MERGE = "spark.databricks.delta.merge.deletionVectors.persistent";

    /**
     * What Delta 3.3 calls the columns that it puts beside a table's own while a merge writes deletion vectors
     * ({@code DeletionVectorBitmapGenerator}): with a column of that name, in whatever case, the merge fails.
     */
    private static final Set<String> NAMES_OF_DELTA = Set.of(
            "path",
            "filepath",
            "deletionvectorid",
            "rowindexcol",
            "maxrowindexcol",
            "deletedrowindexset",
            "deletedrowindexcount");

    /** How often a commit is tried that somebody else's, an OPTIMIZE say, came in the way of. */
    private static final int TRIES = 5;

    private final SparkSession session;
    private final DeltaTables tables;
    private final String adaptive;
    private final String partitions;

    /** @param session this engine's own: it sets what Delta reads from a session's configuration */
    public MergeEngine(SparkSession session) {
        this.session = session;
        this.tables = new DeltaTables(session);
        this.adaptive = session.conf().get(ADAPTIVE);
        this.partitions = session.conf().get(PARTITIONS);
        SETTINGS.forEach((name, value) -> session.conf().set(name, value));
        COMPACTION.forEach((name, value) -> {
            if (!session.conf().contains(name)) {
                session.conf().set(name, value);
            }
        });
    }

    @Override
    public Optional<TableView> open(String path) {
        return tables.open(path);
    }

    @Override
    public Optional<String> metadata(String path, Predicate<String> wanted) {
        return tables.metadata(path, wanted);
    }

    @Override
    public TableView create(String path, RowShape shape, Map<String, String> properties) {
        return tables.create(path, shape, properties);
    }

    @Override
    public TableView evolve(String path, Evolution evolution) {
        return tables.evolve(path, evolution);
    }

    @Override
    public Dataset<Row> rows(String path, long version) {
        return session.read().format("delta").option("versionAsOf", version).load(path);
    }

    @Override
    public Committed commit(TableCommit commit) {
        begin(commit);
        try {
            tryToCommit(commit);
        } finally {
            end();
        }
        return tables.committed(commit.path());
    }

    private void tryToCommit(TableCommit commit) {
        for (int left = TRIES; ; left--) {
            try {
                if (commit.clear() || commit.append()) {
                    write(commit);
                } else {
                    merge(commit);
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

    private void begin(TableCommit commit) {
        session.conf()
                .set(
                        "spark.databricks.delta.write.txnAppId",
                        commit.transaction().application());
        session.conf()
                .set(
                        "spark.databricks.delta.write.txnVersion",
                        commit.transaction().version());
        session.conf().set("spark.databricks.delta.commitInfo.userMetadata", commit.metadata());
        boolean plainNames = Stream.of(tables.namesSeenLast(commit.path()))
                .noneMatch(name -> NAMES_OF_DELTA.contains(name.toLowerCase(Locale.ROOT)));
        session.conf().set(VECTORS_IN_MERGE, Boolean.toString(plainNames));
        planFor(commit.rows().isLocal() && tables.bytes(commit.path()) <= SMALL_TABLE);
    }

    /** Planning anew after each shuffle, and more than one task, cost more than they can save where all is small. */
    private void planFor(boolean small) {
        session.conf().set(ADAPTIVE, small ? "false" : adaptive);
        session.conf().set(PARTITIONS, small ? "1" : partitions);
    }

    private void end() {
        session.conf().unset("spark.databricks.delta.write.txnAppId");
        session.conf().unset("spark.databricks.delta.write.txnVersion");
        session.conf().unset("spark.databricks.delta.commitInfo.userMetadata");
    }

    private void write(TableCommit commit) {
        StructType columns = tables.columns(commit.path());
        Column[] selected = commit.shape().columns().stream()
                .map(c -> {
                    StructField field = columns.apply(c.name());
                    return col(quoted(c.name())).cast(field.dataType()).as(c.name());
                })
                .toArray(Column[]::new);
        commit.rows()
                .rows(session)
                .select(selected)
                .write()
                .format("delta")
                .mode(commit.clear() ? "overwrite" : "append")
                .save(commit.path());
    }

    private void merge(TableCommit commit) {
        Dataset<Row> source = commit.rows().rows(session).as(SOURCE);
        Column sameKey = commit.shape().key().stream()
                .map(k -> target(k).equalTo(source(k)))
                .reduce(Column::and)
                .orElseThrow();
        Map<String, Column> inserted = new HashMap<>();
        Map<String, Column> updated = new HashMap<>();
        for (int i = 0; i < commit.shape().columns().size(); i++) {
            String name = commit.shape().columns().get(i).name();
            Column value = source(name);
            inserted.put(quoted(name), value);
            updated.put(quoted(name), commit.kept().contains(i) ? unlessKept(i, name) : value);
        }
        Column removes = OPERATION.equalTo(lit(RowOperation.REMOVE.code()));
        DeltaMergeBuilder merge = DeltaTable.forPath(session, commit.path())
                .as(TARGET)
                .merge(source, sameKey)
                .whenMatched(removes)
                .delete()
                .whenMatched()
                .update(updated)
                .whenNotMatched(OPERATION.notEqual(lit(RowOperation.REMOVE.code())))
                .insert(inserted);
        merge.execute();
    }

    private static Column unlessKept(int column, String name) {
        Column kept = substring(source(RowShape.KEPT), column + 1, 1).equalTo(lit("1"));
        return when(kept, target(name)).otherwise(source(name));
    }

    private static Column source(String name) {
        return col(SOURCE + "." + quoted(name));
    }

    private static Column target(String name) {
        return col(TARGET + "." + quoted(name));
    }

    static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }
}
