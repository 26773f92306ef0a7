package io.cdcpipeline.job.collapse;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.job.decode.KafkaRecord;
import io.cdcpipeline.job.lake.TableId;
import io.cdcpipeline.job.testing.SourceTable;
import java.util.List;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/**
 * {@code create table d (id int primary key deferrable initially deferred, v text)} with replica identity FULL: within a
 * transaction two rows may have the same key.
 */
class KeyOccupancyTest {

    private final SourceTable d =
            SourceTable.of("d").column("id", "int32").column("v", "string").key("id");
    private final Collapsed collapsed = new Collapsed()
            .knows(
                    new TableId("inventory", "d"),
                    new StructType().add("id", "int").add("v", "string"));

    @Test
    void rowsThatAllMoveToTheNextKeyAreAllKept() {
        assertThat(lines(
                        d.leaveRow(List.of(1, "a"), 2),
                        d.arrive(List.of(1), 2, "a"),
                        d.leaveRow(List.of(2, "b"), 3),
                        d.arrive(List.of(2), 3, "b"),
                        d.leaveRow(List.of(3, "c"), 4),
                        d.arrive(List.of(3), 4, "c")))
                .containsExactly("merge: PUT 2,a; REMOVE 1,null; PUT 3,b; PUT 4,c");
    }

    @Test
    void rowsThatMoveToTheKeyBeforeAreAllKept() {
        assertThat(lines(
                        d.leaveRow(List.of(2, "b"), 1),
                        d.arrive(List.of(2), 1, "b"),
                        d.leaveRow(List.of(1, "a"), 0),
                        d.arrive(List.of(1), 0, "a")))
                .containsExactly("merge: PUT 1,b; REMOVE 2,null; PUT 0,a");
    }

    @Test
    void rowsThatAreAlikeButForTheirKeyAreAllKept() {
        assertThat(lines(
                        d.leaveRow(List.of(1, "x"), 2),
                        d.arrive(List.of(1), 2, "x"),
                        d.leaveRow(List.of(2, "x"), 3),
                        d.arrive(List.of(2), 3, "x")))
                .containsExactly("merge: REMOVE 1,null; PUT 3,x");
    }

    @Test
    void twoRowsThatSwapTheirKeysAreBothKept() {
        assertThat(lines(
                        d.leaveRow(List.of(1, "a"), 2),
                        d.arrive(List.of(1), 2, "a"),
                        d.leaveRow(List.of(2, "b"), 1),
                        d.arrive(List.of(2), 1, "b")))
                .containsExactly("merge: PUT 2,a; PUT 1,b");
    }

    @Test
    void aRowThatIsInsertedOnAKeyThatIsLeftLaterIsKept() {
        assertThat(lines(d.insert(2, "new"), d.leaveRow(List.of(2, "old"), 3), d.arrive(List.of(2), 3, "old")))
                .containsExactly("merge: PUT 2,new; PUT 3,old");
    }

    @Test
    void theOtherRowOfAKeyIsChangedAndDeletedByItself() {
        assertThat(lines(
                        d.insert(2, "new"),
                        d.updateRow(List.of(2, "old"), 2, "older"),
                        d.deleteRow(2, "older"),
                        d.updateRow(List.of(2, "new"), 2, "newer")))
                .containsExactly("merge: PUT 2,newer");
    }

    @Test
    void aRowThatIsInsertedAndDeletedIsGone() {
        assertThat(lines(d.insert(2, "a"), d.deleteRow(2, "a"))).containsExactly("merge: REMOVE 2,null");
        assertThat(lines(d.insert(3, "a"), d.updateRow(List.of(3, "a"), 3, "b"), d.deleteRow(3, "b")))
                .containsExactly("merge: REMOVE 3,null");
        assertThat(lines(d.deleteRow(4, "a"), d.insert(4, "b"), d.deleteRow(4, "b")))
                .containsExactly("merge: REMOVE 4,null");
    }

    @Test
    void aRowThatOnlyPassedAKeyLeavesWhatIsThere() {
        assertThat(lines(
                        d.leaveRow(List.of(1, "a"), 2),
                        d.arrive(List.of(1), 2, "a"),
                        d.leaveRow(List.of(2, "a"), 3),
                        d.arrive(List.of(2), 3, "a")))
                .containsExactly("merge: REMOVE 1,null; PUT 3,a");
    }

    @Test
    void withoutAWholeRowBeforeADeleteMeansTheKey() {
        assertThat(lines(d.insert(2, "a"), d.delete(2))).containsExactly("merge: REMOVE 2,null");
    }

    @Test
    void inAnotherTransactionTheKeyHasOneRow() {
        KafkaRecord insert = d.insert(2, "a");
        d.log().commit();
        assertThat(lines(insert, d.deleteRow(2, "another"))).containsExactly("merge: REMOVE 2,null");
    }

    private List<String> lines(KafkaRecord... records) {
        return collapsed.batch(records).lines();
    }
}
