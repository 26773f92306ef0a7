package io.cdcpipeline.job.collapse;

import static io.cdcpipeline.job.testing.SourceTable.PLACEHOLDER;
import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.job.decode.KafkaRecord;
import io.cdcpipeline.job.lake.TableId;
import io.cdcpipeline.job.testing.SourceTable;
import java.util.List;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** Many changes of a key become one row. The table is there and has rows; {@code =} is a column that keeps its value. */
class MirrorSegmentTest {

    private static final TableId T = new TableId("inventory", "t");

    private final SourceTable t = SourceTable.of("t")
            .column("id", "int32")
            .column("name", "string")
            .column("big", "string")
            .key("id");
    private final Collapsed collapsed = new Collapsed()
            .knows(T, new StructType().add("id", "int").add("name", "string").add("big", "string"));

    @Test
    void theLastOfAKeyWins() {
        assertThat(lines(t.insert(1, "a", "x"), t.update(1, "b", "x"), t.insert(2, "c", "y"), t.update(1, "d", "z")))
                .containsExactly("merge: PUT 1,d,z; PUT 2,c,y");
    }

    @Test
    void deleteAfterInsertRemovesAllTheSame() {
        assertThat(lines(t.insert(1, "a", "x"), t.delete(1), t.tombstone(1)))
                .containsExactly("merge: REMOVE 1,null,null");
    }

    @Test
    void insertAfterDeletePutsTheNewRow() {
        assertThat(lines(t.delete(1), t.insert(1, "new", null))).containsExactly("merge: PUT 1,new,null");
    }

    @Test
    void updateKeepsUnchangedToast() {
        assertThat(lines(t.update(1, "b", PLACEHOLDER))).containsExactly("merge: PATCH 1,b,=");
    }

    @Test
    void unchangedToastIsTakenFromTheChangeBefore() {
        assertThat(lines(t.update(1, "a", "big"), t.update(1, "b", PLACEHOLDER)))
                .containsExactly("merge: PUT 1,b,big");
    }

    @Test
    void unchangedToastIsTakenFromAnInsertOfTheSameBatch() {
        assertThat(lines(t.insert(1, "a", "big"), t.update(1, "b", PLACEHOLDER), t.update(1, "c", PLACEHOLDER)))
                .containsExactly("merge: PUT 1,c,big");
    }

    @Test
    void unchangedToastOfSeveralChangesStaysUnchanged() {
        assertThat(lines(t.update(1, "a", PLACEHOLDER), t.update(1, "b", PLACEHOLDER)))
                .containsExactly("merge: PATCH 1,b,=");
    }

    @Test
    void aLargeValueThatBecomesNullIsNull() {
        assertThat(lines(t.update(1, "a", PLACEHOLDER), t.update(1, "b", null))).containsExactly("merge: PUT 1,b,null");
    }

    @Test
    void twoLargeColumnsAreCarriedEachByItself() {
        t.column("more", "bytes");
        collapsed.knows(
                T,
                new StructType()
                        .add("id", "int")
                        .add("name", "string")
                        .add("big", "string")
                        .add("more", "binary"));
        String bytes = "X19jZGNfdW5jaGFuZ2VkXzdmM2E5ZV9f"; // the placeholder in Base64
        assertThat(lines(t.update(1, "a", "big", bytes), t.update(1, "b", PLACEHOLDER, bytes)))
                .containsExactly("merge: PATCH 1,b,big,=");
    }

    @Test
    void aChangeOfKeyRemovesOneRowAndPutsAnother() {
        assertThat(lines(t.leave(List.of(1), List.of(2)), t.arrive(List.of(1), 2, "a", "x")))
                .containsExactly("merge: PUT 2,a,x; REMOVE 1,null,null");
    }

    @Test
    void aChangeOfKeyTakesUnchangedToastFromTheFormerKey() {
        assertThat(lines(t.leave(List.of(1), List.of(2)), t.arrive(List.of(1), 2, "a", PLACEHOLDER)))
                .containsExactly("merge: REMOVE 1,null,null; PATCH 2,a,= from 1");
    }

    @Test
    void aChangeOfKeyTakesUnchangedToastFromTheBatchWhenItIsThere() {
        assertThat(lines(
                        t.insert(1, "a", "big"),
                        t.leave(List.of(1), List.of(2)),
                        t.arrive(List.of(1), 2, "b", PLACEHOLDER)))
                .containsExactly("merge: REMOVE 1,null,null; PUT 2,b,big");
    }

    @Test
    void severalChangesOfAKeyFollowTheRowToWhereItWas() {
        assertThat(lines(
                        t.leave(List.of(1), List.of(2)),
                        t.arrive(List.of(1), 2, "a", PLACEHOLDER),
                        t.leave(List.of(2), List.of(3)),
                        t.arrive(List.of(2), 3, "b", PLACEHOLDER)))
                .containsExactly("merge: REMOVE 2,null,null; REMOVE 1,null,null; PATCH 3,b,= from 1");
    }

    @Test
    void twoRowsThatSwapTheirKeysKeepTheirOwnLargeValues() {
        assertThat(lines(
                        t.leave(List.of(1), List.of(9)),
                        t.arrive(List.of(1), 9, "one", PLACEHOLDER),
                        t.leave(List.of(2), List.of(1)),
                        t.arrive(List.of(2), 1, "two", PLACEHOLDER),
                        t.leave(List.of(9), List.of(2)),
                        t.arrive(List.of(9), 2, "one", PLACEHOLDER)))
                .containsExactly("merge: REMOVE 9,null,null; PATCH 1,two,= from 2; PATCH 2,one,= from 1");
    }

    @Test
    void aRowThatIsDeletedAfterItMovedIsGoneFromBothKeys() {
        assertThat(lines(t.leave(List.of(1), List.of(2)), t.arrive(List.of(1), 2, "a", PLACEHOLDER), t.delete(2)))
                .containsExactly("merge: REMOVE 2,null,null; REMOVE 1,null,null");
    }

    @Test
    void aMoveWhoseSecondHalfIsInTheNextBatchTakesAllColumnsAlong() {
        KafkaRecord leave = t.leave(List.of(1), List.of(2));
        KafkaRecord arrive = t.arrive(List.of(1), 2, "new", PLACEHOLDER);
        assertThat(lines(leave)).containsExactly("merge: REMOVE 1,null,null; PATCH 2,=,= from 1");
        assertThat(collapsed.batch(arrive).lines()).containsExactly("merge: PATCH 2,new,=");
    }

    @Test
    void aRowThatIsNothingButItsKeyMovesAsAWhole() {
        SourceTable pairs = SourceTable.of("pairs")
                .column("a", "string")
                .column("b", "int32")
                .key("a", "b");
        collapsed.knows(
                new TableId("inventory", "pairs"),
                new StructType().add("a", "string").add("b", "int"));
        KafkaRecord leave = pairs.leave(List.of("x", 1), List.of("x", 2));
        KafkaRecord arrive = pairs.arrive(List.of("x", 1), "x", 2);

        assertThat(lines(leave)).containsExactly("merge: PUT x,2; REMOVE x,1");
        assertThat(collapsed.batch(arrive).lines()).containsExactly("merge: PUT x,2");
        assertThat(lines(
                        pairs.insert("y", 1),
                        pairs.leave(List.of("y", 1), List.of("y", 2)),
                        pairs.arrive(List.of("y", 1), "y", 2)))
                .containsExactly("merge: REMOVE y,1; PUT y,2");
    }

    @Test
    void compositeKeysAreToldApartByAllTheirColumns() {
        SourceTable pairs = SourceTable.of("pairs")
                .column("a", "string")
                .column("b", "int32")
                .column("v", "string")
                .key("a", "b");
        collapsed.knows(
                new TableId("inventory", "pairs"),
                new StructType().add("a", "string").add("b", "int").add("v", "string"));
        assertThat(lines(
                        pairs.insert("x", 1, "one"),
                        pairs.insert("x", 2, "two"),
                        pairs.insert("y", 1, "three"),
                        pairs.update("x", 1, "ONE"),
                        pairs.delete("y", 1)))
                .containsExactly("merge: PUT x,1,ONE; PUT x,2,two; REMOVE y,1,null");
    }

    @Test
    void keysOfUnicodeAndEmptyTextAreKeys() {
        SourceTable names = SourceTable.of("names")
                .column("n", "string")
                .column("v", "int32")
                .key("n");
        collapsed.knows(
                new TableId("inventory", "names"),
                new StructType().add("n", "string").add("v", "int"));
        assertThat(lines(names.insert("", 1), names.insert("é", 2), names.insert("e\u0301", 3), names.update("", 4)))
                .containsExactly("merge: PUT ,4; PUT é,2; PUT e\u0301,3");
    }

    private List<String> lines(KafkaRecord... records) {
        return collapsed.batch(records).lines();
    }
}
