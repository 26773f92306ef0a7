package io.cdcpipeline.job.apply;

import static io.cdcpipeline.job.testing.SourceTable.PLACEHOLDER;
import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.job.decode.KafkaRecord;
import io.cdcpipeline.job.testing.SourceTable;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where a table's changes are cut, and what is left out because the table has it. */
class TableStageTest {

    private final SourceTable t =
            SourceTable.of("t").column("id", "int32").column("name", "string").key("id");
    private final Staged staged = new Staged();

    @Test
    void aNewTableGetsItsRowsByAppending() {
        assertThat(staged.batch(t.read(1, "a"), t.read(2, "b"), t.update(1, "c"), t.delete(2))
                        .lines())
                .containsExactly("append: PUT 1,c");
        assertThat(staged.state().snapshotting()).isFalse();
        assertThat(staged.state().epoch()).isOne();
    }

    @Test
    void theRestOfASnapshotIsAppendedAndWhatFollowsIsMerged() {
        staged.batch(t.read(1, "a"));
        assertThat(staged.state().snapshotting()).isTrue();
        assertThat(staged.batch(t.read(2, "b"), t.read(3, "c"), t.update(1, "d"))
                        .lines())
                .containsExactly("append: PUT 2,b; PUT 3,c", "merge: PUT 1,d");
        assertThat(staged.batch(t.insert(4, "e")).lines()).containsExactly("merge: PUT 4,e");
    }

    @Test
    void anotherSnapshotClearsTheTableAndStartsAnEpoch() {
        staged.batch(t.read(1, "a"), t.insert(2, "b"));
        t.log().commit();
        assertThat(staged.batch(t.update(1, "x"), t.read(7, "g")).lines())
                .containsExactly("merge: PUT 1,x", "clear append: PUT 7,g");
        assertThat(staged.state().epoch()).isEqualTo(2);
        assertThat(staged.batch(t.read(8, "h")).lines()).containsExactly("append: PUT 8,h");
    }

    @Test
    void anIncrementalSnapshotClearsNothing() {
        staged.batch(t.insert(1, "a"));
        assertThat(staged.batch(t.snapshot("incremental", 1, "b"), t.snapshot("incremental", 2, "c"))
                        .lines())
                .containsExactly("merge: PUT 1,b; PUT 2,c");
        assertThat(staged.state().epoch()).isOne();
    }

    @Test
    void truncateClearsAndWhatFollowsIsAppended() {
        staged.batch(t.insert(1, "a"));
        assertThat(staged.batch(t.insert(2, "b"), t.truncate(), t.insert(3, "c"), t.delete(3), t.insert(4, "d"))
                        .lines())
                .containsExactly("merge: PUT 2,b", "clear append: PUT 4,d");
        assertThat(staged.batch(t.truncate()).lines()).containsExactly("clear append:");
        assertThat(staged.batch(t.truncate(), t.truncate()).lines()).containsExactly("clear append:");
    }

    @Test
    void truncateOfATableThatNobodyHasSeenIsNothing() {
        assertThat(staged.batch(t.truncate()).lines()).isEmpty();
    }

    @Test
    void aNewColumnCutsTheBatch() {
        KafkaRecord before = t.insert(1, "a");
        KafkaRecord after = t.column("age", "int32").insert(2, "b", 7);
        assertThat(staged.batch(before, after).lines()).containsExactly("append: PUT 1,a", "merge: PUT 2,b,7");
        assertThat(staged.segments()
                        .get(1)
                        .evolution()
                        .applied(staged.segments().get(0).shape().table())
                        .simpleString())
                .isEqualTo("struct<id:int,name:string,age:int>");
    }

    @Test
    void aDroppedColumnCutsTheBatch() {
        KafkaRecord before = t.insert(1, "a");
        KafkaRecord after = t.drop("name").insert(2);
        assertThat(staged.batch(before, after).lines()).containsExactly("append: PUT 1,a", "merge: PUT 2");
    }

    @Test
    void aTypeThatCannotGrowFailsTheTableAndKeepsItsChanges() {
        KafkaRecord before = t.insert(1, "a");
        KafkaRecord after = t.retype("name", "int32:io.debezium.time.Date").insert(2, 19000);
        assertThat(staged.batch(before, after).lines()).containsExactly("append: PUT 1,a", "append:");
        assertThat(staged.state().failure()).contains("column 'name' changed its type from string to date");
        assertThat(staged.deadLetters()).hasSize(1);
        assertThat(staged.batch(t.update(1, 19001), t.delete(1), t.truncate()).lines())
                .isEmpty();
        assertThat(staged.deadLetters()).hasSize(3).allSatisfy(l -> assertThat(l)
                .contains("take a new snapshot"));
    }

    @Test
    void aFailedTableIsHealedByANewSnapshot() {
        staged.batch(t.insert(1, "a"));
        t.retype("name", "int32:io.debezium.time.Date");
        staged.batch(t.insert(2, 19000));
        t.log().commit();
        assertThat(staged.batch(t.update(1, 19001), t.read(1, 19001), t.insert(3, 19002))
                        .lines())
                .containsExactly("clear append: PUT 1,19001; PUT 3,19002");
        assertThat(staged.deadLetters()).hasSize(1);
        assertThat(staged.state().failure()).isNull();
    }

    @Test
    void aTableWithoutAKeyIsKeptRaw() {
        SourceTable keyless = SourceTable.of("keyless").column("a", "string");
        assertThat(staged.batch(keyless.insert("x"), keyless.update("y")).lines())
                .isEmpty();
        assertThat(staged.deadLetters())
                .hasSize(2)
                .allSatisfy(l -> assertThat(l).contains("has no primary key").contains("inventory.keyless"));
    }

    @Test
    void aReplayedBatchIsLeftOutAsFarAsItWasWritten() {
        KafkaRecord[] batch = {t.insert(1, "a"), t.truncate(), t.insert(2, "b")};
        staged.batch(batch);
        assertThat(staged.batch(batch).lines()).isEmpty();
        assertThat(staged.report().repeated()).isEqualTo(3);
    }

    @Test
    void whatTheConnectorDeliversAgainIsLeftOut() {
        SourceTable copy = new SourceTable(new SourceTable.Log(), "inventory", "t")
                .column("id", "int32")
                .column("name", "string")
                .key("id");
        KafkaRecord[] first = three(t);
        staged.batch(first);
        three(copy); // the same changes again, with the offsets that follow
        KafkaRecord[] again = three(rewound(copy));
        assertThat(staged.batch(again).lines()).containsExactly("merge: PUT 3,c");
        assertThat(staged.report().repeated()).isEqualTo(2);
    }

    @Test
    void aSourceThatWentBackInItsLogStartsAnEpochAndIsFollowed() {
        t.log().commit();
        staged.batch(t.insert(1, "a"));
        t.log().commit().back(500).commit();
        assertThat(staged.batch(t.insert(2, "b")).lines()).containsExactly("merge: PUT 2,b");
        assertThat(staged.state().epoch()).isEqualTo(2);
        assertThat(staged.report().repeated()).isZero();
    }

    @Test
    void anotherCheckpointDoesNotCompareOffsets() {
        staged.batch(t.insert(1, "a"), t.insert(2, "b"));
        staged.query("q2");
        t.log().commit();
        SourceTable again = new SourceTable(t.log(), "inventory", "t")
                .column("id", "int32")
                .column("name", "string")
                .key("id");
        KafkaRecord next = again.partition(0).insert(3, "c");
        KafkaRecord low =
                new KafkaRecord(next.topic(), 0, 0, next.timestampMicros(), next.key(), next.value(), List.of());
        assertThat(staged.batch(low).lines()).containsExactly("merge: PUT 3,c");
    }

    @Test
    void aTableThatIsTooLargeForMemoryIsCut() {
        staged.segmentBytes(1_000);
        KafkaRecord[] many = new KafkaRecord[40];
        for (int i = 0; i < many.length; i++) {
            many[i] = t.insert(i, "x".repeat(100));
        }
        assertThat(staged.batch(many).segments()).hasSizeGreaterThan(5);
        assertThat(staged.segments().stream().mapToLong(s -> s.counts().rows()).sum())
                .isEqualTo(40);
        assertThat(staged.segments().get(0).append()).isTrue();
        assertThat(staged.segments().get(1).append()).isFalse();
    }

    @Test
    void tombstonesAreNothing() {
        assertThat(staged.batch(t.tombstone(1)).lines()).isEmpty();
        assertThat(staged.report().events()).isOne();
        assertThat(staged.deadLetters()).isEmpty();
    }

    @Test
    void onlyUnchangedToastCountsAsKept() {
        t.column("big", "string");
        staged.batch(t.insert(1, "a", "x"));
        assertThat(staged.batch(t.update(1, "b", PLACEHOLDER), t.update(2, "c", "y"))
                        .segments()
                        .get(0)
                        .kept())
                .containsExactly(2);
    }

    private static KafkaRecord[] three(SourceTable table) {
        KafkaRecord one = table.insert(1, "a");
        table.log().commit();
        KafkaRecord two = table.insert(2, "b");
        table.log().commit();
        return new KafkaRecord[] {one, two, table.insert(3, "c")};
    }

    /** Another connector task's view of the same log, from its start. */
    private static SourceTable rewound(SourceTable table) {
        SourceTable.Log log = new SourceTable.Log();
        log.offsetsOf(table.log());
        return new SourceTable(log, "inventory", "t")
                .column("id", "int32")
                .column("name", "string")
                .key("id");
    }
}
