package io.cdcpipeline.job.engine;

import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import io.cdcpipeline.contract.DeltaSettings;
import io.cdcpipeline.job.schema.Column;
import io.cdcpipeline.job.schema.Evolution;
import io.cdcpipeline.job.schema.Initial;
import io.cdcpipeline.job.schema.RowShape;
import io.cdcpipeline.job.testing.LocalSpark;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A table, an engine, and what is done to the table: one commit after another. */
abstract class EngineFixture {

    static final RowShape SHAPE =
            shape(List.of("id"), column("id", IntegerType), column("name", StringType), column("big", StringType));

    @TempDir
    Path lake;

    final SparkSession session = LocalSpark.session().newSession();
    TableWriter table;
    String path;
    private long transaction;

    /** @param session the engine's own */
    abstract TableEngine engine(SparkSession session);

    @BeforeEach
    void start() {
        path = "file:" + lake + "/a table";
        table = engine(session).table(path);
    }

    void given(String... rows) {
        given(SHAPE, rows);
    }

    void given(RowShape shape, String... rows) {
        table.create(shape, Map.of("delta.enableDeletionVectors", "true"));
        String[] puts = Arrays.stream(rows).map(r -> "PUT " + r).toArray(String[]::new);
        table.commit(commit(shape, TableCommit.Target.NO_SUCH_ROW, puts));
    }

    TableWriter.Committed commit(String... operations) {
        return table.commit(commit(SHAPE, TableCommit.Target.ROWS, operations));
    }

    TableWriter.Committed commit(RowShape shape, String... operations) {
        return table.commit(commit(shape, TableCommit.Target.ROWS, operations));
    }

    TableCommit commit(RowShape shape, TableCommit.Target target, String... operations) {
        return commit(shape, version(), target, Given.operations(shape, operations));
    }

    TableCommit commit(RowShape shape, long base, TableCommit.Target target, OperationSource operations) {
        transaction++;
        Set<Integer> all = IntStream.range(0, shape.columns().size()).boxed().collect(Collectors.toSet());
        return new TableCommit(
                shape,
                base,
                target,
                new TableCommit.Rows(operations, null, all),
                new TableCommit.Transaction("test", transaction),
                metadata(transaction));
    }

    static String metadata(long commit) {
        return "{\"commit\":" + commit + "}";
    }

    TableHistory history() {
        return table.history(m -> m.startsWith("{\"commit\":"));
    }

    void evolve(Column... added) {
        StructType now = table.open().orElseThrow().columns();
        table.evolve(Evolution.plan(now, shape(List.of(), added)), version(), metadata(transaction));
    }

    /** What a reader of the change feed gets for the newest version, the kind of change first. */
    List<String> feed() {
        return session
                .read()
                .format("delta")
                .option("readChangeFeed", "true")
                .option("startingVersion", version())
                .load(path)
                .drop("_commit_version", "_commit_timestamp")
                .collectAsList()
                .stream()
                .map(row ->
                        row.getString(row.size() - 1) + " " + Given.text(row).replaceFirst(" [^ ]*$", ""))
                .sorted()
                .toList();
    }

    Optional<TableView> settle(Map<String, String> properties, String... statistics) {
        return settle(new DeltaSettings(properties, List.of(statistics), List.of()));
    }

    Optional<TableView> settle(DeltaSettings wanted) {
        return table.settle(wanted, version(), metadata(transaction));
    }

    Map<String, String> properties() {
        return table.open().orElseThrow().properties();
    }

    long version() {
        return table.open().orElseThrow().version();
    }

    /** All rows, sorted, columns with a blank between. */
    List<String> rows() {
        return session.read().format("delta").load(path).collectAsList().stream()
                .map(Given::text)
                .sorted()
                .toList();
    }

    static Column column(String name, DataType type) {
        return new Column(name, type, new Initial.Null());
    }

    static RowShape shape(List<String> key, Column... columns) {
        return new RowShape(List.of(columns), key);
    }
}
