package io.cdcpipeline.job.collapse;

import static io.cdcpipeline.job.testing.SourceTable.PLACEHOLDER;
import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.contract.TableMode;
import io.cdcpipeline.contract.columns.SourceColumns;
import io.cdcpipeline.contract.types.TypePolicies;
import io.cdcpipeline.job.decode.Change;
import io.cdcpipeline.job.decode.EventDecoder;
import io.cdcpipeline.job.decode.KafkaRecord;
import io.cdcpipeline.job.lake.TableId;
import io.cdcpipeline.job.schema.Evolution;
import io.cdcpipeline.job.state.TableContext;
import io.cdcpipeline.job.state.TableState;
import io.cdcpipeline.job.testing.SourceTable;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where a table's changes are cut. */
class TableCollapseTest {

    private final SourceTable t =
            SourceTable.of("t").column("id", "int32").column("name", "string").key("id");
    private final Collapsed collapsed = new Collapsed();

    @Test
    void aNewTableGetsItsRowsByAppending() {
        assertThat(collapsed
                        .batch(t.read(1, "a"), t.read(2, "b"), t.update(1, "c"), t.delete(2))
                        .lines())
                .containsExactly("append: PUT 1,c");
        assertThat(collapsed.state().snapshotting()).isFalse();
        assertThat(collapsed.state().epoch()).isOne();
    }

    @Test
    void theRestOfASnapshotIsAppendedAndWhatFollowsIsMerged() {
        collapsed.batch(t.read(1, "a"));
        assertThat(collapsed.state().snapshotting()).isTrue();
        assertThat(collapsed
                        .batch(t.read(2, "b"), t.read(3, "c"), t.update(1, "d"))
                        .lines())
                .containsExactly("append: PUT 2,b; PUT 3,c", "merge: PUT 1,d");
        assertThat(collapsed.batch(t.insert(4, "e")).lines()).containsExactly("merge: PUT 4,e");
    }

    @Test
    void anotherSnapshotClearsTheTableAndStartsAnEpoch() {
        collapsed.batch(t.read(1, "a"), t.insert(2, "b"));
        t.log().commit();
        assertThat(collapsed.batch(t.update(1, "x"), t.read(7, "g")).lines())
                .containsExactly("merge: PUT 1,x", "clear append: PUT 7,g");
        assertThat(collapsed.state().epoch()).isEqualTo(2);
        assertThat(collapsed.batch(t.read(8, "h")).lines()).containsExactly("append: PUT 8,h");
    }

    @Test
    void anIncrementalSnapshotClearsNothing() {
        collapsed.batch(t.insert(1, "a"));
        assertThat(collapsed
                        .batch(t.snapshot("incremental", 1, "b"), t.snapshot("incremental", 2, "c"))
                        .lines())
                .containsExactly("merge: PUT 1,b; PUT 2,c");
        assertThat(collapsed.state().epoch()).isOne();
    }

    @Test
    void truncateClearsAndWhatFollowsIsAppended() {
        collapsed.batch(t.insert(1, "a"));
        assertThat(collapsed
                        .batch(t.insert(2, "b"), t.truncate(), t.insert(3, "c"), t.delete(3), t.insert(4, "d"))
                        .lines())
                .containsExactly("merge: PUT 2,b", "clear append: PUT 4,d");
        assertThat(collapsed.batch(t.truncate()).lines()).containsExactly("clear append:");
        assertThat(collapsed.batch(t.truncate(), t.truncate()).lines()).containsExactly("clear append:");
    }

    @Test
    void truncateOfATableThatNobodyHasSeenIsNothing() {
        assertThat(collapsed.batch(t.truncate()).lines()).isEmpty();
    }

    @Test
    void aNewColumnCutsTheBatch() {
        KafkaRecord before = t.insert(1, "a");
        KafkaRecord after = t.column("age", "int32").insert(2, "b", 7);
        assertThat(collapsed.batch(before, after).lines()).containsExactly("append: PUT 1,a", "merge: PUT 2,b,7");
        assertThat(collapsed
                        .segments()
                        .get(1)
                        .evolution()
                        .applied(collapsed.segments().get(0).shape().table())
                        .simpleString())
                .isEqualTo("struct<id:int,name:string,age:int>");
    }

    @Test
    void aDroppedColumnCutsTheBatch() {
        KafkaRecord before = t.insert(1, "a");
        KafkaRecord after = t.drop("name").insert(2);
        assertThat(collapsed.batch(before, after).lines()).containsExactly("append: PUT 1,a", "merge: PUT 2");
    }

    @Test
    void aTypeThatCannotGrowFailsTheTableAndLeavesItsChangesInKafka() {
        KafkaRecord before = t.insert(1, "a");
        KafkaRecord after = t.retype("name", "int32:io.debezium.time.Date").insert(2, 19000);
        assertThat(collapsed.batch(before, after).lines()).containsExactly("append: PUT 1,a");
        assertThat(collapsed.failure()).contains("column 'name' changed its type from string to date");
        assertThat(collapsed.state().position().next()).isOne();
        assertThat(collapsed.deadLetters()).isEmpty();
        assertThat(collapsed
                        .batch(after, t.update(1, 19001), t.delete(1), t.truncate())
                        .lines())
                .isEmpty();
        assertThat(collapsed.failure()).contains("a fill of the table mends that");
        assertThat(collapsed.deadLetters()).isEmpty();
    }

    @Test
    void aFailedTableIsHealedByANewSnapshot() {
        collapsed.batch(t.insert(1, "a"));
        t.retype("name", "int32:io.debezium.time.Date");
        KafkaRecord failing = t.insert(2, 19000);
        collapsed.batch(failing);
        t.log().commit();
        assertThat(collapsed
                        .batch(failing, t.update(1, 19001), t.read(1, 19001), t.insert(3, 19002))
                        .lines())
                .containsExactly("clear append: PUT 1,19001; PUT 3,19002");
        assertThat(collapsed.deadLetters()).isEmpty();
        assertThat(collapsed.failure()).isNull();
    }

    @Test
    void truncateAfterANewColumnGivesTheTableThatColumn() {
        collapsed.batch(t.insert(1, "a"));
        KafkaRecord truncate = t.column("age", "int32").truncate();
        assertThat(collapsed.batch(truncate).lines()).containsExactly("clear append:");
        assertThat(collapsed.segments().get(0).evolution()).isInstanceOf(Evolution.Change.class);
    }

    @Test
    void aTableOfTheFirstVersionThatLosesItsPrimaryKeyIsSaidToBeIncomplete() {
        collapsed.batch(t.insert(1, "a"));
        t.key();
        assertThat(collapsed.batch(t.insert(2, "b")).lines()).containsExactly("append:");
        assertThat(collapsed.state().incomplete()).contains("it has no primary key");
        assertThat(collapsed.deadLetters()).hasSize(1);
    }

    @Test
    void aTopicOfSeveralPartitionsIsRefused() {
        collapsed.batch(t.partition(1).insert(1, "a"));
        assertThat(collapsed.failure()).contains("topic inv.inventory.t has several partitions");
    }

    @Test
    void onAStandbyASecondSnapshotIsToldByItsFirstRow() {
        t.log().transactions(0);
        collapsed.batch(t.snapshot("first_in_data_collection", 1, "a"), t.read(2, "b"));
        assertThat(collapsed
                        .batch(t.snapshot("first_in_data_collection", 1, "a"), t.read(3, "c"))
                        .lines())
                .containsExactly("clear append: PUT 1,a; PUT 3,c");
    }

    @Test
    void aTableOfTheFirstVersionWithoutAKeyIsKeptRaw() {
        SourceTable keyless = SourceTable.of("keyless").column("a", "string");
        assertThat(collapsed.batch(keyless.insert("x"), keyless.update("y")).lines())
                .isEmpty();
        assertThat(collapsed.deadLetters())
                .hasSize(2)
                .allSatisfy(l -> assertThat(l).contains("has no primary key").contains("inventory.keyless"));
    }

    @Test
    void aTableThatIsTooLargeForMemoryIsCut() {
        collapsed.segmentBytes(1_000);
        KafkaRecord[] many = new KafkaRecord[40];
        for (int i = 0; i < many.length; i++) {
            many[i] = t.insert(i, "x".repeat(100));
        }
        assertThat(collapsed.batch(many).segments()).hasSizeGreaterThan(5);
        assertThat(collapsed.segments().stream()
                        .mapToLong(s -> s.counts().rows())
                        .sum())
                .isEqualTo(40);
        assertThat(collapsed.segments().get(0).append()).isTrue();
        assertThat(collapsed.segments().get(1).append()).isFalse();
    }

    /** What reads a file of such rows holds them in one piece. */
    @Test
    void largeRowsAreCutSooner() {
        collapsed.segmentBytes(4 << 20);
        KafkaRecord[] large = new KafkaRecord[8];
        for (int i = 0; i < large.length; i++) {
            large[i] = t.insert(i, "x".repeat(500_000));
        }

        assertThat(collapsed.batch(large).segments()).hasSize(3);
    }

    @Test
    void tombstonesAreNothing() {
        assertThat(collapsed.batch(t.tombstone(1)).lines()).isEmpty();
        assertThat(collapsed.report().counts().events()).isOne();
        assertThat(collapsed.deadLetters()).isEmpty();
    }

    @Test
    void onlyUnchangedToastCountsAsKept() {
        t.column("big", "string");
        collapsed.batch(t.insert(1, "a", "x"));
        assertThat(collapsed
                        .batch(t.update(1, "b", PLACEHOLDER), t.update(2, "c", "y"))
                        .segments()
                        .get(0)
                        .kept())
                .containsExactly(2);
    }

    @Test
    void nullInAKeyIsSaidSinceTheSourceMayHaveSeveralOfIt() {
        SourceTable n = new SourceTable(t.log(), "inventory", "n")
                .column("k", "int32")
                .column("v", "string")
                .nullableKey("k");
        collapsed.batch(n.insert(1, "a"));
        assertThat(collapsed.segments().get(0).after().incomplete()).isNull();
        collapsed.batch(n.insert(null, "b"), n.update(null, "c"));
        assertThat(collapsed.lines()).containsExactly("merge: PUT null,c");
        assertThat(collapsed.segments().get(0).after().incomplete()).contains("rows with NULL in their key [k]");
    }

    @Test
    void aChangeThatNoSegmentCanTakeFailsItsTableAlone() throws Exception {
        KafkaRecord first = t.insert(1, "a");
        KafkaRecord second = t.insert(2, "b");
        Change unheardOf = withoutRow(decoded(second));
        CollapseOutput out = new CollapseOutput(first.topic(), 0);
        TableId id = unheardOf.table();
        TableCollapse table = new TableCollapse(
                new CollapseContext(
                        new CollapseContext.Events(
                                PLACEHOLDER,
                                "inv.heartbeat",
                                fingerprint -> null,
                                TypePolicies.DEFAULT,
                                SourceColumns.NONE,
                                false),
                        new CollapseContext.Limits(1 << 20, 1 << 20),
                        Map.of(),
                        null,
                        List.of()),
                TableContext.absent(id).with(TableState.fresh(TableMode.MIRROR, null)),
                new SegmentId(id, first.topic(), 0, 0),
                out);

        table.accept(decoded(first), first);
        table.accept(unheardOf, second);

        assertThat(table.finish(second.offset() + 1)).isInstanceOfSatisfying(PartitionReport.Failed.class, failed -> {
            assertThat(failed.reason()).contains("its change at offset " + second.offset() + " cannot be taken");
            assertThat(failed.state().position().next()).isEqualTo(second.offset());
        });
    }

    private static Change decoded(KafkaRecord message) throws Exception {
        return new EventDecoder(PLACEHOLDER, fingerprint -> null, TypePolicies.DEFAULT).decode(message, table -> null);
    }

    private static Change withoutRow(Change c) {
        return new Change(
                c.table(), c.operation(), c.shape(), c.key(), null, c.before(), false, c.move(), c.position());
    }
}
