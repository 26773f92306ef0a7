package io.cdcpipeline.job.engine;

import static org.apache.spark.sql.types.DataTypes.BinaryType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampNTZType;
import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.job.schema.Column;
import io.cdcpipeline.job.schema.Evolution;
import io.cdcpipeline.job.schema.Initial;
import io.cdcpipeline.job.schema.RowShape;
import io.cdcpipeline.job.testing.LocalSpark;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each engine does with row operations, whatever it is made of. */
abstract class EngineContract {

    static final RowShape SHAPE =
            shape(List.of("id"), column("id", IntegerType), column("name", StringType), column("big", StringType));

    @TempDir
    Path lake;

    private final SparkSession session = LocalSpark.session().newSession();
    private TableEngine engine;
    private String path;
    private long transaction;

    /** @param session the engine's own */
    abstract TableEngine engine(SparkSession session);

    @BeforeEach
    void start() {
        engine = engine(session);
        path = "file:" + lake + "/a table";
    }

    @Test
    void nothingIsThereAtFirst() {
        assertThat(engine.open(path)).isEmpty();
    }

    @Test
    void aTableIsMadeWithItsColumnsAndProperties() {
        engine.create(path, SHAPE, Map.of("cdcpipeline.uid", "u'1"));
        TableView view = engine.open(path).orElseThrow();
        assertThat(view.columns().simpleString()).isEqualTo("struct<id:int,name:string,big:string>");
        assertThat(view.properties()).containsEntry("cdcpipeline.uid", "u'1");
        engine.create(path, SHAPE, Map.of("cdcpipeline.uid", "u'1"));
        assertThat(engine.open(path).orElseThrow().version()).isEqualTo(view.version());
    }

    @Test
    void putInsertsAndReplaces() {
        given("1 a x", "2 b y");
        commit("PUT 2 B Y", "PUT 3 c z");
        assertThat(rows()).containsExactly("1 a x", "2 B Y", "3 c z");
    }

    @Test
    void patchLeavesWhatIsKept() {
        given("1 a x", "2 b y");
        commit("PATCH 1 A =", "PATCH 2 = Y");
        assertThat(rows()).containsExactly("1 A x", "2 b Y");
    }

    @Test
    void filesOfManySmallCommitsArePutTogether() {
        session.conf().set("spark.databricks.delta.autoCompact.minNumFiles", "4");
        engine = engine(session);
        given("0 a x");
        for (int i = 1; i <= 4; i++) {
            assertThat(commit("PUT " + i + " a x").inserted()).isEqualTo(1);
        }
        assertThat(session.read().format("delta").load(path).inputFiles()).hasSizeLessThan(4);
        assertThat(rows()).containsExactly("0 a x", "1 a x", "2 a x", "3 a x", "4 a x");
        assertThat(engine.metadata(path, m -> true)).isPresent();
    }

    @Test
    void patchOfARowThatIsNotThereInsertsWhatIsKnownOfIt() {
        given("1 a x");
        commit("PATCH 2 b =");
        assertThat(rows()).containsExactly("1 a x", "2 b null");
    }

    @Test
    void removeDeletes() {
        given("1 a x", "2 b y");
        commit("REMOVE 1 null null", "REMOVE 9 null null");
        assertThat(rows()).containsExactly("2 b y");
    }

    @Test
    void allOperationsInOneCommit() {
        given("1 a x", "2 b y", "3 c z");
        long before = engine.open(path).orElseThrow().version();
        var committed = commit("REMOVE 1 null null", "PATCH 2 B =", "PUT 4 d null");
        assertThat(rows()).containsExactly("2 B y", "3 c z", "4 d null");
        assertThat(committed.version()).isEqualTo(before + 1);
        assertThat(committed.inserted()).isIn(1L, -1L);
    }

    @Test
    void clearRemovesAllRowsBeforeItsOwnComeIn() {
        given("1 a x", "2 b y");
        engine.commit(commit(true, true, operations("PUT 3 c z")));
        assertThat(rows()).containsExactly("3 c z");
        engine.commit(commit(true, true, operations()));
        assertThat(rows()).isEmpty();
    }

    @Test
    void aCommitWithoutRowsCarriesItsMetadata() {
        given("1 a x");
        engine.commit(commit(false, true, operations()));
        assertThat(rows()).containsExactly("1 a x");
        assertThat(engine.metadata(path, m -> m.startsWith("{\"commit\":"))).contains("{\"commit\":2}");
    }

    @Test
    void aTransactionHappensOnce() {
        given("1 a x");
        TableCommit commit = commit(false, false, operations("PUT 1 b y", "PUT 2 c z"));
        engine.commit(commit);
        TableCommit other = commit(false, false, operations("PUT 1 LATER LATER"));
        engine.commit(other);
        long version = engine.open(path).orElseThrow().version();
        engine.commit(commit);
        engine.commit(other);
        assertThat(rows()).containsExactly("1 LATER LATER", "2 c z");
        assertThat(engine.open(path).orElseThrow().version()).isEqualTo(version);
    }

    @Test
    void anAppendHappensOnceToo() {
        engine.create(path, SHAPE, Map.of());
        TableCommit commit = commit(false, true, operations("PUT 1 a x"));
        engine.commit(commit);
        engine.commit(commit);
        assertThat(rows()).containsExactly("1 a x");
    }

    @Test
    void twoApplicationsDoNotHideEachOther() {
        given("1 a x");
        TableCommit own = commit(false, false, operations("PUT 1 b y"));
        TableCommit others = new TableCommit(
                path,
                SHAPE,
                false,
                false,
                Set.of(),
                operations("PUT 1 c z"),
                new TableCommit.Transaction("other", own.transaction().version() - 1),
                "{}");
        engine.commit(own);
        engine.commit(others);
        assertThat(rows()).containsExactly("1 c z");
    }

    @Test
    void metadataIsFoundBehindSomebodyElsesCommit() {
        given("1 a x", "2 b y");
        session.sql("DELETE FROM delta.`" + path + "` WHERE id = 2");
        assertThat(engine.metadata(path, m -> m.startsWith("{\"commit\":"))).contains("{\"commit\":1}");
        assertThat(engine.metadata(path, m -> false)).isEmpty();
    }

    @Test
    void newColumnsComeWithTheValueThatOlderRowsHave() {
        given("1 a x");
        Column plain = column("plain", IntegerType);
        Column seven = new Column("seven", IntegerType, new Initial.Constant(Given.field(IntegerType, 7)));
        Column unknown = new Column("unknown", TimestampNTZType, new Initial.Unknown());
        evolve(plain);
        evolve(seven, unknown);
        assertThat(rows()).containsExactly("1 a x null 7 null");
        long version = engine.open(path).orElseThrow().version();
        engine.evolve(
                path,
                new Evolution.Change(
                        List.of(seven),
                        List.of(),
                        engine.open(path).orElseThrow().columns()));
        assertThat(engine.open(path).orElseThrow().version()).isEqualTo(version);
    }

    @Test
    void rowsOfAnOlderShapeLeaveTheOtherColumnsAsTheyAre() {
        given("1 a x");
        evolve(column("later", IntegerType));
        RowShape narrow = shape(List.of("id"), column("id", IntegerType), column("name", StringType));
        engine.commit(new TableCommit(
                path, narrow, false, false, Set.of(), Given.operations(narrow, "PUT 1 b", "PUT 2 c"), next(), "{}"));
        assertThat(rows()).containsExactly("1 b x null", "2 c null null");
    }

    @Test
    void aTypeGrowsAndNarrowerRowsStillFit() {
        given("1 a x");
        Column wide = column("id", LongType);
        StructType columns = engine.open(path).orElseThrow().columns();
        RowShape shape = shape(List.of("id"), wide, column("name", StringType));
        engine.evolve(path, Evolution.plan(columns, shape));
        assertThat(engine.open(path).orElseThrow().columns().apply("id").dataType())
                .isEqualTo(LongType);
        engine.commit(new TableCommit(
                path,
                shape,
                false,
                false,
                Set.of(),
                Given.operations(shape, "PUT 1 b", "PUT 5000000000 c"),
                next(),
                "{}"));
        commit("PUT 2 d y");
        assertThat(rows()).containsExactly("1 b x", "2 d y", "5000000000 c null");
    }

    @Test
    void anEmptiedTableTakesOtherTypes() {
        given("1 a x");
        RowShape other = shape(List.of("name"), column("name", IntegerType), column("data", BinaryType));
        engine.evolve(path, new Evolution.Replace(other.table()));
        engine.commit(
                new TableCommit(path, other, true, true, Set.of(), Given.operations(other, "PUT 5 xyz"), next(), "{}"));
        assertThat(rows()).containsExactly("5 xyz");
    }

    @Test
    void columnsMayHaveAnyName() {
        RowShape odd = shape(
                List.of("the key"),
                column("the key", IntegerType),
                column("a.b", StringType),
                column("ü`€;{}()=", StringType));
        engine.create(path, odd, Map.of());
        engine.commit(new TableCommit(
                path, odd, false, true, Set.of(), Given.operations(odd, "PUT 1 a b", "PUT 2 c d"), next(), "{}"));
        engine.commit(new TableCommit(
                path,
                odd,
                false,
                false,
                Set.of(2),
                Given.operations(odd, "PATCH 1 A =", "REMOVE 2 null null"),
                next(),
                "{}"));
        assertThat(rows()).containsExactly("1 A b");
    }

    @Test
    void aNameThatNeedsAMappingMayComeLater() {
        given("1 a x");
        evolve(column("with blank", StringType));
        assertThat(rows()).containsExactly("1 a x null");
    }

    @Test
    void keysOfSeveralColumnsMustAllMatch() {
        RowShape pairs =
                shape(List.of("a", "b"), column("a", StringType), column("b", IntegerType), column("v", StringType));
        engine.create(path, pairs, Map.of());
        engine.commit(new TableCommit(
                path,
                pairs,
                false,
                true,
                Set.of(),
                Given.operations(pairs, "PUT x 1 p", "PUT x 2 q", "PUT y 1 r"),
                next(),
                "{}"));
        engine.commit(new TableCommit(
                path,
                pairs,
                false,
                false,
                Set.of(),
                Given.operations(pairs, "PUT x 2 Q", "REMOVE y 1 null", "PUT y 2 s"),
                next(),
                "{}"));
        assertThat(rows()).containsExactly("x 1 p", "x 2 Q", "y 2 s");
    }

    @Test
    void manyOperationsOutOfSparkAreTheSameAsFewFromTheDriver() {
        given("1 a x", "2 b y");
        TableCommit commit = commit(
                false, false, Given.distributed(session, SHAPE, "PUT 1 A X", "REMOVE 2 null null", "PATCH 3 c ="));
        engine.commit(commit);
        assertThat(rows()).containsExactly("1 A X", "3 c null");
    }

    private void given(String... rows) {
        engine.create(path, SHAPE, Map.of());
        String[] puts = new String[rows.length];
        for (int i = 0; i < rows.length; i++) {
            puts[i] = "PUT " + rows[i];
        }
        engine.commit(commit(false, true, operations(puts)));
    }

    private TableEngine.Committed commit(String... operations) {
        return engine.commit(commit(false, false, operations(operations)));
    }

    private TableCommit commit(boolean clear, boolean append, OperationSource operations) {
        TableCommit.Transaction next = next();
        return new TableCommit(
                path, SHAPE, clear, append, Set.of(1, 2), operations, next, "{\"commit\":" + next.version() + "}");
    }

    private TableCommit.Transaction next() {
        return new TableCommit.Transaction("test", ++transaction);
    }

    private void evolve(Column... added) {
        StructType now = engine.open(path).orElseThrow().columns();
        engine.evolve(path, Evolution.plan(now, shape(List.of(), added)));
    }

    private static OperationSource operations(String... operations) {
        return Given.operations(SHAPE, operations);
    }

    /** All rows, sorted, columns with a blank between. */
    private List<String> rows() {
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

    static String text(Row row) {
        return Given.text(row);
    }
}
