package io.cdcpipeline.job.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.job.decode.KafkaRecord;
import io.cdcpipeline.job.testing.LocalSpark;
import io.cdcpipeline.job.testing.SourceLog;
import io.cdcpipeline.job.testing.SourceTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One table's trouble stays its own, and whatever is restarted or replayed changes no row. */
class IsolationIT {

    @TempDir
    Path lake;

    private final SourceTable t =
            SourceTable.of("t").column("id", "int32").column("name", "string").key("id");
    private final SourceTable other =
            new SourceTable(t.log(), "inventory", "other").column("id", "int32").key("id");
    private Pipeline pipeline;

    @BeforeEach
    void start() {
        pipeline = new Pipeline(lake);
    }

    @Test
    void aTableThatDeltaRefusesToWriteFailsAloneAndCatchesUpWhenTheCauseIsGone() throws Exception {
        pipeline.batch(0, t.insert(1, "a"), t.insert(2, "b"), other.insert(1));
        property("t", "delta.appendOnly", "true");
        pipeline.batch(1, t.update(1, "A"), other.insert(2));
        pipeline.batch(2, t.delete(2), other.insert(3)).recover();
        assertThat(pipeline.rows("other")).containsExactly("1", "2", "3");
        assertThat(pipeline.rows("t")).containsExactly("1,a", "2,b");
        assertThat(pipeline.failures()).containsOnlyKeys("t");
        property("t", "delta.appendOnly", "false");
        pipeline.recover();
        assertThat(pipeline.failures()).isEmpty();
        assertThat(pipeline.rows("t")).containsExactly("1,A");
        pipeline.batch(3, t.insert(3, "c"), other.insert(4));
        assertThat(pipeline.rows("t")).containsExactly("1,A", "3,c");
        assertThat(pipeline.repeated()).isZero();
    }

    @Test
    void aFailedTableIsStillBehindAfterARestartAndCatchesUpByItself() throws Exception {
        pipeline.batch(0, t.insert(1, "a"), other.insert(1));
        property("t", "delta.appendOnly", "true");
        pipeline.batch(1, t.update(1, "A"), other.insert(2));
        Pipeline restarted = pipeline.restarted().start(Map.of(t.topic(), 2L, other.topic(), 2L));
        restarted.recover();
        assertThat(restarted.failures()).containsOnlyKeys("t");
        property("t", "delta.appendOnly", "false");
        restarted.recover();
        assertThat(restarted.rows("t")).containsExactly("1,A");
        assertThat(restarted.failures()).isEmpty();
    }

    @Test
    void aFolderThatHoldsSomethingElseFailsOneTable() throws Exception {
        Files.createDirectories(lake.resolve("inventory"));
        Files.writeString(lake.resolve("inventory/t"), "a file in the place of the table");
        pipeline.batch(0, t.insert(1, "a"), other.insert(1));
        assertThat(pipeline.rows("other")).containsExactly("1");
        assertThat(pipeline.failures()).containsOnlyKeys("t");
        Files.delete(lake.resolve("inventory/t"));
        pipeline.recover();
        assertThat(pipeline.failures()).isEmpty();
        assertThat(pipeline.rows("t")).containsExactly("1,a");
    }

    @Test
    void aTableOfAPipelineOfAnotherNameFailsAlone() throws Exception {
        pipeline.batch(0, t.insert(1, "a"));
        Pipeline stranger = new Pipeline(LocalSpark.config(lake, "uid-2", "shop/billing"), pipeline.topics());
        stranger.batch(0, t.insert(2, "b"), other.insert(1));
        assertThat(stranger.failures().get("t"))
                .contains("belongs to the pipeline shop/inventory with uid uid-1")
                .contains("Give this pipeline another lake path");
        assertThat(stranger.rows("other")).containsExactly("1");
        assertThat(pipeline.rows("t")).containsExactly("1,a");
    }

    @Test
    void aPipelineMadeAnewTakesItsPredecessorsTablesAndFillsThemAnew() throws Exception {
        pipeline.batch(0, t.read(1, "a"), t.read(2, "ghost"));
        pipeline.topics().delete(t.topic());
        SourceTable after = new SourceTable(new SourceLog(), "inventory", "t")
                .column("id", "int32")
                .column("name", "string")
                .key("id");
        after.log().commit();
        Pipeline anew = new Pipeline(LocalSpark.config(lake, "uid-2"), pipeline.topics());
        anew.start(Map.of()).batch(0, after.read(1, "b"), after.insert(3, "c")).recover();
        assertThat(anew.rows("t")).containsExactly("1,b", "3,c");
        assertThat(anew.table("t").message()).isNull();
    }

    @Test
    void aTableThatNoPipelineMadeFailsAlone() throws Exception {
        LocalSpark.session().range(3).write().format("delta").save(pipeline.path("t"));
        pipeline.batch(0, t.insert(1, "a"), other.insert(1));
        assertThat(pipeline.failures().get("t")).contains("was not made by a pipeline");
        assertThat(pipeline.rows("other")).containsExactly("1");
    }

    @Test
    void aNewCheckpointRevertsNothingAndAppendsNothingTwice() throws Exception {
        KafkaRecord[] all = {
            t.read(1, "a"), t.read(2, "b"), other.read(1), t.update(1, "A"), t.delete(2), t.insert(3, "c")
        };
        pipeline.batch(0, all);
        pipeline.restarted().start(Map.of()).batch(0, all);
        assertThat(pipeline.rows("t")).containsExactly("1,A", "3,c");
        assertThat(pipeline.rows("other")).containsExactly("1");
    }

    @Test
    void aCheckpointThatIsAheadOfATableLosesNothing() throws Exception {
        pipeline.batch(0, t.insert(1, "a"));
        pipeline.topics().add(t.insert(2, "missed"), t.insert(3, "missed too"));
        Pipeline restarted = pipeline.restarted();
        restarted.batch(5, t.insert(4, "d"), other.insert(1)).recover();
        assertThat(restarted.rows("t")).containsExactly("1,a", "2,missed", "3,missed too", "4,d");
        restarted.batch(6, t.insert(5, "e"));
        assertThat(restarted.rows("t")).hasSize(5);
        assertThat(restarted.failures()).isEmpty();
    }

    /** Each time that it has read its topic to the end, the next batch is a change further. */
    @Test
    void aTableIntoWhichChangesGoOnFollowsTheBatchesAgain() throws Exception {
        pipeline.batch(0, t.insert(1, "a"));
        pipeline.topics().add(t.insert(2, "missed"));
        Pipeline restarted = pipeline.restarted();
        restarted.batch(5, t.insert(3, "c"), other.insert(1)).readOnce();
        restarted.batch(6, t.insert(4, "d"), other.insert(2));
        assertThat(restarted.repeated())
                .as("the batch's change, read before it")
                .isEqualTo(1);
        restarted.batch(7, t.insert(5, "e"), other.insert(3));
        assertThat(restarted.rows("t")).containsExactly("1,a", "2,missed", "3,c", "4,d", "5,e");
        assertThat(restarted.repeated()).as("it follows the batches").isZero();
        assertThat(restarted.rows("other")).hasSize(3);
    }

    /** The batch was under way when the table caught up, and told of it as it was. */
    @Test
    void aTopicIsReadableToItsEndOnceItsTableHasCaughtUp() throws Exception {
        pipeline.batch(0, t.insert(1, "a"));
        pipeline.topics().add(t.insert(2, "missed"));
        Pipeline restarted = pipeline.restarted().start(Map.of(t.topic(), 2L));
        restarted.recoverInBatch().batch(5, t.insert(3, "c"));
        assertThat(restarted.readable(t.topic())).isEqualTo(1);
        restarted.batch(6, other.insert(1));
        assertThat(restarted.rows("t")).containsExactly("1,a", "2,missed", "3,c");
        assertThat(restarted.readable(t.topic())).isEqualTo(3);
        assertThat(restarted.restarted().start(Map.of()).readable(t.topic())).isEqualTo(3);
    }

    @Test
    void topicsThatGrewTooLargeLoseWhatTheirTablesHaveAndNothingElse() throws Exception {
        Pipeline bounded = pipeline.bounded(3_000);
        bounded.batch(0, t.insert(1, "a"), t.insert(2, "b"), other.insert(1));
        bounded.trim();
        assertThat(bounded.topics().sizes()).containsEntry(t.topic(), 2_000L);
        property("other", "delta.appendOnly", "true");
        bounded.batch(1, t.insert(3, "c"), other.update(1), other.insert(2), other.insert(3), other.insert(4));
        bounded.trim();
        assertThat(bounded.topics().sizes()).containsEntry(t.topic(), 0L).containsEntry(other.topic(), 5_000L);
        property("other", "delta.appendOnly", "false");
        Pipeline restarted = bounded.restarted().start(Map.of(t.topic(), 3L, other.topic(), 5L));
        restarted.batch(2, t.insert(4, "d")).recover();
        assertThat(restarted.rows("t")).containsExactly("1,a", "2,b", "3,c", "4,d");
        assertThat(restarted.rows("other")).containsExactly("1", "2", "3", "4");
        assertThat(restarted.table("t").message()).isNull();
    }

    @Test
    void recordsThatExpiredAreSaidAndTheTableGoesOn() throws Exception {
        pipeline.batch(0, t.insert(1, "a"));
        pipeline.topics().add(t.insert(2, "expired"), t.insert(3, "c"));
        pipeline.topics().expire(t.topic(), 2);
        Pipeline restarted = pipeline.restarted();
        restarted.batch(5, t.insert(4, "d")).recover();
        assertThat(restarted.rows("t")).containsExactly("1,a", "3,c", "4,d");
        assertThat(restarted.table("t").message()).contains("from offset 1 to 1 expired");
        Pipeline again = restarted.restarted().start(Map.of());
        assertThat(again.table("t").message()).contains("from offset 1 to 1 expired");
    }

    @Test
    void aTopicThatIsDeletedAndMadeAnewIsNoticedAndReadFromItsBeginning() throws Exception {
        pipeline.batch(0, t.insert(1, "a"), t.insert(2, "b"), other.insert(1));
        pipeline.topics().delete(t.topic());
        SourceLog log = new SourceLog().at(t.log());
        SourceTable anew = new SourceTable(log, "inventory", "t")
                .column("id", "int32")
                .column("name", "string")
                .key("id");
        pipeline.batch(1, anew.insert(3, "c"));
        pipeline.watchTopics().batch(2, anew.insert(4, "d"), other.insert(2)).recover();
        assertThat(pipeline.rows("t")).containsExactly("1,a", "2,b", "3,c", "4,d");
        assertThat(pipeline.table("t").message()).contains("deleted and made anew");
        assertThat(pipeline.rows("other")).containsExactly("1", "2");
    }

    @Test
    void aTableThatWasEmptyAtANewSnapshotIsSaidToHoldOldRows() throws Exception {
        pipeline.batch(0, t.read(1, "a"), other.read(1), t.insert(2, "b"), other.insert(2));
        t.log().commit();
        pipeline.batch(1, other.snapshot("first", 7), other.read(8), other.insert(9));
        pipeline.watchTopics().batch(2, other.insert(10)).recover();
        pipeline.batch(3, other.insert(11));
        assertThat(pipeline.rows("other")).containsExactly("10", "11", "7", "8", "9");
        assertThat(pipeline.table("t").message()).contains("a new snapshot of the source has brought no row");
        assertThat(pipeline.table("other").message()).isNull();
        assertThat(pipeline.restarted().start(Map.of()).table("t").message()).contains("a new snapshot");
    }

    @Test
    void aTopicOfSeveralPartitionsIsRefused() throws Exception {
        pipeline.topics().partitions(3);
        pipeline.batch(0, t.insert(1, "a"), t.partition(1).insert(2, "b"));
        assertThat(pipeline.failures().get("t")).contains("has 3 partitions");
        assertThat(Files.exists(Path.of(pipeline.path("t").replace("file:", ""))))
                .isFalse();
    }

    @Test
    void truncateAfterANewColumnIsAppliedAndTheOthersGoOn() throws Exception {
        pipeline.batch(0, t.insert(1, "a"), other.insert(1));
        pipeline.batch(1, t.column("c", "int32").truncate(), other.insert(2));
        assertThat(pipeline.failures()).isEmpty();
        assertThat(pipeline.rows("t")).isEmpty();
        pipeline.batch(2, t.insert(2, "b", 7));
        assertThat(pipeline.rows("t")).containsExactly("2,b,7");
        assertThat(pipeline.rows("other")).containsExactly("1", "2");
    }

    @Test
    void aDeadLetterIsKeptOnceHoweverOftenItIsRead() throws Exception {
        KafkaRecord[] all = {t.insert(1, "a"), t.raw("{}", "{}"), t.insert(2, "b")};
        pipeline.batch(0, all);
        pipeline.restarted().start(Map.of()).batch(0, all);
        assertThat(pipeline.deadLetters()).hasSize(1);
        assertThat(pipeline.rows("t")).containsExactly("1,a", "2,b");
    }

    @Test
    void whatATableLacksIsInItsLogAtOnce() throws Exception {
        t.column("big", "string");
        pipeline.batch(0, t.insert(1, "a", "one"));
        pipeline.batch(1, t.update(2, "b", SourceTable.PLACEHOLDER));
        Pipeline restarted = pipeline.restarted().start(Map.of());
        assertThat(restarted.table("t").message()).contains("missing in [big]");
        assertThat(restarted.table("t").events()).isEqualTo(2);
    }

    @Test
    void aKeyOfMinusZeroIsTheKeyZero() throws Exception {
        SourceTable f = new SourceTable(t.log(), "inventory", "f")
                .column("k", "double")
                .column("v", "string")
                .key("k");
        pipeline.batch(0, f.insert(0.0, "a"));
        pipeline.batch(1, f.leave(List.of(0.0), List.of(-0.0)), f.arrive(List.of(0.0), -0.0, "a"), other.insert(1));
        assertThat(pipeline.failures()).isEmpty();
        assertThat(pipeline.rows("f")).containsExactly("-0.0,a");
    }

    private void property(String table, String name, String value) {
        LocalSpark.session()
                .sql("ALTER TABLE delta.`" + pipeline.path(table) + "` SET TBLPROPERTIES ('" + name + "' = '" + value
                        + "')");
    }
}
