package io.cdcpipeline.job.engine;

import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.job.schema.RowShape;
import io.delta.tables.DeltaTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.junit.jupiter.api.Test;

/** What the index makes of a table, beside what each engine owes. */
class IndexedCommitIT extends EngineFixture {

    private KeyIndexes indexes = Indexes.inHeap();
    private final Compactions compactions = new Compactions();

    @Override
    TableEngine engine(SparkSession session) {
        return new IndexEngine(session, Indexes.shared(indexes, compactions));
    }

    @Test
    void fewRowsAreWrittenWithoutALookAtTheTable() {
        given("1 a x", "2 b y", "3 c z");

        assertThat(commit("PUT 2 B Y", "PUT 4 d w", "REMOVE 3 null null", "REMOVE 9 null null")
                        .inserted())
                .isEqualTo(1);

        assertThat(rows()).containsExactly("1 a x", "2 B Y", "4 d w");
        assertThat(wasIndexed()).isTrue();
        assertThat(metric("numTargetRowsUpdated")).isEqualTo("1");
        assertThat(metric("numTargetRowsDeleted")).isEqualTo("1");
    }

    @Test
    void manyRowsOutOfSparkAreWrittenWithoutALookAtTheTable() {
        given("1 a x", "2 b y", "3 c z");
        for (String[] operations : List.of(
                new String[] {"PUT 2 B Y", "PUT 4 d w", "REMOVE 3 null null", "REMOVE 9 null null"},
                new String[] {"PUT 4 D W", "REMOVE 2 null null", "PUT 5 e v"})) {
            commitOutOfSpark(operations);
            assertThat(wasIndexed()).isTrue();
        }

        assertThat(rows()).containsExactly("1 a x", "4 D W", "5 e v");
        assertThat(metric("numTargetRowsInserted")).isEqualTo("1");
        assertThat(metric("numTargetRowsUpdated")).isEqualTo("1");
        assertThat(metric("numTargetRowsDeleted")).isEqualTo("1");
    }

    @Test
    void valuesThatAreKeptAreReadFromTheirRows() {
        given("1 a x", "2 b y", "3 c z");
        commit("PUT 3 C Z", "PUT 4 d w");

        assertThat(commit("PATCH 1 A =", "PATCH 3 = zz", "PATCH 9 n =", "REMOVE 2 null null")
                        .inserted())
                .isEqualTo(1);

        assertThat(rows()).containsExactly("1 A x", "3 C zz", "4 d w", "9 n null");
        assertThat(wasIndexed()).isTrue();
    }

    @Test
    void aFileWithoutRowsIsTakenAway() {
        given("1 a x", "2 b y");
        commit("PUT 1 A X", "PUT 2 B Y");
        commit("REMOVE 1 null null", "REMOVE 2 null null");

        assertThat(rows()).isEmpty();
        assertThat(session.read().format("delta").load(path).inputFiles()).isEmpty();
    }

    @Test
    void aTableWithTwoRowsOfAKeyIsNotIndexed() {
        given("1 a x", "2 b y");
        table.commit(commit(SHAPE, TableCommit.Target.NO_SUCH_ROW, "PUT 2 b again"));

        commit("REMOVE 2 null null");

        assertThat(rows()).containsExactly("1 a x");
        assertThat(wasIndexed()).isFalse();
    }

    @Test
    void aTableThatIsTooLargeIsNotIndexed() {
        indexes = Indexes.inHeap(2);
        table = engine(session).table(path);
        given("1 a x", "2 b y", "3 c z");

        commit("PUT 2 B Y");

        assertThat(rows()).containsExactly("1 a x", "2 B Y", "3 c z");
        assertThat(wasIndexed()).isFalse();
    }

    @Test
    void aTableThatHasNoRoomInTheHeapIsIndexedOnDisk() {
        use(Indexes.onDisk(lake));
        given("1 a x", "2 b y", "3 c z");
        commit("PUT 2 B Y");
        commit("PUT 4 d w", "PATCH 2 = YY", "REMOVE 1 null null");

        assertThat(rows()).containsExactly("2 B YY", "3 c z", "4 d w");
        assertThat(wasIndexed()).isTrue();
        assertThat(indexes.of(path).keys().isInHeap()).isFalse();
    }

    @Test
    void aTableThatHasNoRoomOnDiskIsMerged() {
        use(Indexes.onDisk(lake, 2 * KeyDisk.BYTES_A_KEY, () -> Long.MAX_VALUE));
        given("1 a x", "2 b y", "3 c z");

        commit("PUT 2 B Y");

        assertThat(rows()).containsExactly("1 a x", "2 B Y", "3 c z");
        assertThat(wasIndexed()).isFalse();
    }

    /** The commit is in the table's log by then. */
    @Test
    void aDiskThatIsFullWhileKeysComeEndsTheIndexAndNothingElse() {
        AtomicLong free = new AtomicLong(Long.MAX_VALUE);
        use(Indexes.onDisk(lake, Long.MAX_VALUE, free::get));
        given("1 a x");
        commit("PUT 1 A X");
        free.set(0);
        String[] many =
                IntStream.range(1, 1_000).mapToObj(i -> "PUT " + i + " v w").toArray(String[]::new);

        assertThat(commit(many).inserted()).isEqualTo(998);
        assertThat(wasIndexed()).isTrue();
        commit("REMOVE 7 null null");

        assertThat(wasIndexed()).isFalse();
        assertThat(rows()).hasSize(998).contains("1 v w").doesNotContain("7 v w");
    }

    /** Nothing was done to the table meanwhile but to one file of it. */
    @Test
    void aJobThatStartsAgainGoesOnWithTheIndexThatWasKept() {
        use(Indexes.kept(lake.resolve("kept")));
        given("1 a x", "2 b y", "3 c z");
        commit("PUT 2 B Y");
        KeyHash hash = indexes.of(path).hash();
        DeltaTable.forPath(session, path).delete("id = 2");

        use(Indexes.kept(lake.resolve("kept")));
        commit("PUT 2 BB YY", "REMOVE 1 null null");

        assertThat(rows()).containsExactly("2 BB YY", "3 c z");
        assertThat(wasIndexed()).isTrue();
        assertThat(indexes.of(path).hash()).isEqualTo(hash);
    }

    /** So that whoever has other tables to write can do it first. */
    @Test
    void aLargeTableIsPreparedByItsFirstCommit() {
        given();
        assertThat(table.needsPreparation()).isFalse();
        append("600000");
        assertThat(table.needsPreparation()).isTrue();

        commit("PUT 1 A X");

        assertThat(wasIndexed()).isTrue();
        assertThat(table.needsPreparation()).isFalse();
    }

    @Test
    void aLargeTableThatIsNeverIndexedNeedsNoPreparationAfterItsFirstCommit() {
        table.create(SHAPE, Map.of("delta.enableDeletionVectors", "true", "delta.enableChangeDataFeed", "true"));
        append("600000");

        commit("PUT 1 A X");

        assertThat(wasIndexed()).isFalse();
        assertThat(table.needsPreparation()).isFalse();
    }

    private void append(String rows) {
        session.sql("SELECT CAST(id AS INT) AS id, CAST(hash(id) AS STRING) AS name, '' AS big FROM range(" + rows
                        + ")")
                .write()
                .format("delta")
                .mode("append")
                .save(path);
        table.open();
    }

    private void use(KeyIndexes others) {
        indexes = others;
        table = engine(session).table(path);
    }

    /** Else two tables would take the room from each other, and each commit would read all keys of its table. */
    @Test
    void aTableThatIsWrittenKeepsItsRoom() {
        indexes = Indexes.inHeap(6);
        String first = path;
        table = engine(session).table(first);
        given("1 a x", "2 b y", "3 c z");
        commit("PUT 1 A X");
        path = "file:" + lake + "/another table";
        table = engine(session).table(path);
        given("1 a x", "2 b y", "3 c z", "4 d w");

        commit("PUT 2 B Y");

        assertThat(rows()).containsExactly("1 a x", "2 B Y", "3 c z", "4 d w");
        assertThat(wasIndexed()).isFalse();
        path = first;
        table = engine(session).table(first);
        commit("PUT 3 C Z");
        assertThat(wasIndexed()).isTrue();
    }

    @Test
    void rowsThatAreOnlyInOtherFilesNowDoNotCountTwice() {
        indexes = Indexes.inHeap(5);
        table = engine(session).table(path);
        given("1 a x", "2 b y", "3 c z");
        commit("PUT 4 d w");
        DeltaTable.forPath(session, path).optimize().executeCompaction();

        commit("PUT 2 B Y");

        assertThat(wasIndexed()).isTrue();
    }

    /** While it is written rows change, are deleted and come, also ones of the files that it replaces. */
    @Test
    void smallFilesArePutTogetherWhileTheTableChanges() {
        given();
        for (int key = 0; key < 40; key++) {
            commit("PUT " + key + " v w");
        }
        Map<Integer, String> expected = new TreeMap<>();
        IntStream.range(0, 40).forEach(key -> expected.put(key, key + " v w"));
        for (int i = 0; i == 0 || session.read().format("delta").load(path).inputFiles().length > 20; i++) {
            assertThat(i).as("commits until small files are together").isLessThan(500);
            int key = i % 40;
            commit(i % 3 == 0 ? "REMOVE " + key + " null null" : "PUT " + key + " n" + i + " w");
            expected.remove(key);
            if (i % 3 != 0) {
                expected.put(key, key + " n" + i + " w");
            }
        }
        commit("PUT 100 last x", "REMOVE 39 null null");
        expected.remove(39);
        expected.put(100, "100 last x");

        assertThat(rows())
                .containsExactlyElementsOf(expected.values().stream().sorted().toList());
        assertThat(wasIndexed()).isTrue();
        assertThat(history().foreign()).isEmpty();
        assertThat(operations()).contains("OPTIMIZE");
    }

    private List<String> operations() {
        return DeltaTable.forPath(session, path)
                .history()
                .select("operation")
                .as(org.apache.spark.sql.Encoders.STRING())
                .collectAsList();
    }

    @Test
    void aChangeFeedTellsAllThatChanged() {
        table.create(SHAPE, Map.of("delta.enableDeletionVectors", "true", "delta.enableChangeDataFeed", "true"));
        commit("PUT 1 a x");
        commit("PUT 1 A x");

        assertThat(session.read()
                        .format("delta")
                        .option("readChangeFeed", "true")
                        .option("startingVersion", version())
                        .load(path)
                        .select("_change_type")
                        .as(org.apache.spark.sql.Encoders.STRING())
                        .collectAsList())
                .containsExactlyInAnyOrder("update_preimage", "update_postimage");
    }

    @Test
    void aTableThatWasMadeAnewIsAnotherOne() throws Exception {
        given("1 a x", "2 b y");
        commit("PUT 3 c z");
        FileUtils.deleteDirectory(lake.resolve("a table").toFile());
        DeltaLog.invalidateCache(session, new Path(path));
        given("3 other row", "4 d w");
        commit("REMOVE 4 null null");
        commit("PUT 3 c z");

        assertThat(rows()).containsExactly("3 c z");
        assertThat(wasIndexed()).isTrue();
    }

    @Test
    void keysMayHaveSeveralColumnsOfAnyName() {
        RowShape pair = shape(List.of("a b", "c.d"), column("c.d", StringType), column("a b", IntegerType));
        given(pair, "x 1", "y 1", "x 2");

        commit(pair, "REMOVE x 1", "PUT y 2");

        assertThat(rows()).containsExactly("x 2", "y 1", "y 2");
        assertThat(wasIndexed()).isTrue();
    }

    /** In between others write the table's files anew, the other way of committing is taken, and the index is lost. */
    @Test
    void theRowsAreThoseThatWereWrittenWhateverComesInBetween() {
        Random random = new Random(11);
        Map<Integer, String> expected = new TreeMap<>();
        given();
        for (int i = 0; i < 60; i++) {
            Map<Integer, String> operations = new TreeMap<>();
            for (int key : random.ints(random.nextInt(8) + 1, 0, 30).distinct().toArray()) {
                String kept = kept(expected.remove(key));
                switch (random.nextInt(4)) {
                    case 0 -> operations.put(key, "REMOVE " + key + " null null");
                    case 1 -> {
                        operations.put(key, "PATCH " + key + " v" + i + " =");
                        expected.put(key, key + " v" + i + " " + kept);
                    }
                    default -> {
                        operations.put(key, "PUT " + key + " v" + i + " w" + i);
                        expected.put(key, key + " v" + i + " w" + i);
                    }
                }
            }
            write(i, new ArrayList<>(operations.values()).toArray(String[]::new));
            between(i, expected);
        }
        assertThat(rows())
                .containsExactlyElementsOf(expected.values().stream().sorted().toList());
    }

    private static String kept(String row) {
        return row == null ? "null" : row.substring(row.lastIndexOf(' ') + 1);
    }

    private void write(int commit, String... operations) {
        if (commit % 3 == 1) {
            commitOutOfSpark(operations);
        } else {
            commit(operations);
        }
    }

    private void commitOutOfSpark(String... operations) {
        TableCommit all =
                commit(SHAPE, version(), TableCommit.Target.ROWS, Given.distributed(session, SHAPE, operations));
        Set<Integer> kept = Stream.of(operations).anyMatch(o -> o.startsWith("PATCH")) ? Set.of(2) : Set.of();
        table.commit(new TableCommit(
                SHAPE,
                all.base(),
                all.target(),
                new TableCommit.Rows(all.rows().operations(), null, kept),
                all.transaction(),
                all.metadata()));
    }

    private void between(int commit, Map<Integer, String> expected) {
        if (commit % 10 == 5) {
            DeltaTable.forPath(session, path).optimize().executeCompaction();
        }
        if (commit % 10 == 2) {
            DeltaTable.forPath(session, path).delete("id = 7");
            expected.remove(7);
            use(Indexes.kept(lake.resolve("kept")));
        }
    }

    /** A merge says how long its look at the table took. */
    private boolean wasIndexed() {
        return metric("scanTimeMs") == null;
    }

    private String metric(String name) {
        Row last = DeltaTable.forPath(session, path).history(1).head();
        assertThat(last.getString(last.fieldIndex("operation"))).isEqualTo("MERGE");
        return (String) last.getJavaMap(last.fieldIndex("operationMetrics")).get(name);
    }
}
