package io.cdcpipeline.job.engine;

import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cdcpipeline.job.schema.Column;
import io.cdcpipeline.job.schema.RowShape;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each engine does with row operations, whatever it is made of. */
abstract class RowContract extends EngineFixture {

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
        long before = version();
        var committed = commit("REMOVE 1 null null", "PATCH 2 B =", "PUT 4 d null");
        assertThat(rows()).containsExactly("2 B y", "3 c z", "4 d null");
        assertThat(committed.version()).isEqualTo(before + 1);
        assertThat(committed.inserted()).isIn(1L, -1L);
    }

    @Test
    void aChangeFeedTellsEachRowThatChangedAndNoOther() {
        table.create(SHAPE, Map.of("delta.enableDeletionVectors", "true", "delta.enableChangeDataFeed", "true"));
        commit("PUT 1 a x", "PUT 2 b y", "PUT 3 c z", "PUT 5 e v");
        assertThat(feed()).containsExactly("insert 1 a x", "insert 2 b y", "insert 3 c z", "insert 5 e v");

        commit("PUT 1 A x", "REMOVE 2 null null", "PATCH 3 C =", "PUT 4 d w", "REMOVE 9 null null");

        assertThat(feed())
                .containsExactlyInAnyOrder(
                        "update_preimage 1 a x",
                        "update_postimage 1 A x",
                        "delete 2 b y",
                        "update_preimage 3 c z",
                        "update_postimage 3 C z",
                        "insert 4 d w");
    }

    @Test
    void reviseLeavesWhatIsKeptAndBringsNoRow() {
        given("1 a x", "2 b y");
        long before = version();
        commit("REVISE 1 A =", "REVISE 9 new =", "PUT 3 c z", "REVISE 2 = =");
        assertThat(rows()).containsExactly("1 A x", "2 b y", "3 c z");
        assertThat(version()).isEqualTo(before + 1);
        commit("REVISE 3 C =", "REVISE 9 null =");
        assertThat(rows()).containsExactly("1 A x", "2 b y", "3 C z");
    }

    @Test
    void rowsThatHaveNotEndedEndWhereNoneComes() {
        given("1 a null", "2 b ended", "3 c null");
        end(new Ending("big", List.of("big"), new Object[] {UTF8String.fromString("now")}, List.of()));
        assertThat(rows()).containsExactly("1 a now", "2 b ended", "3 c now");
    }

    @Test
    void aRowThatComesTakesThePlaceOfTheOneThatIsThereAndTheOthersEnd() {
        given("1 a null", "2 b ended", "3 c null", "4 d ended");
        end(
                new Ending("big", List.of("big"), new Object[] {UTF8String.fromString("now")}, List.of()),
                "PUT 2 B null",
                "PUT 3 C null",
                "PUT 5 e null");
        assertThat(rows()).containsExactly("1 a now", "2 B null", "3 C null", "4 d ended", "5 e null");
    }

    @Test
    void aRowThatDiffersComesBesideTheOneThatEnds() {
        given("1 a null", "1 old ended", "2 b null", "3 c null", "4 d ended");
        end(
                new Ending("big", List.of("big"), new Object[] {UTF8String.fromString("now")}, List.of("id", "name")),
                "PUT 1 a null",
                "PUT 2 B null",
                "PUT 4 D null");
        assertThat(rows())
                .containsExactly("1 a null", "1 old ended", "2 B null", "2 b now", "3 c now", "4 D null", "4 d ended");
    }

    private void end(Ending ending, String... coming) {
        TableCommit plain = commit(SHAPE, TableCommit.Target.ENDED, coming);
        table.commit(new TableCommit(
                plain.shape(),
                plain.base(),
                plain.target(),
                new TableCommit.Rows(plain.rows().operations(), null, Set.of(), ending),
                plain.transaction(),
                plain.metadata()));
    }

    @Test
    void clearRemovesAllRowsBeforeItsOwnComeIn() {
        given("1 a x", "2 b y");
        table.commit(commit(SHAPE, TableCommit.Target.CLEARED, "PUT 3 c z"));
        assertThat(rows()).containsExactly("3 c z");
        table.commit(commit(SHAPE, TableCommit.Target.CLEARED));
        assertThat(rows()).isEmpty();
    }

    @Test
    void columnsMayHaveAnyName() {
        RowShape odd = shape(
                List.of("the key"),
                column("the key", IntegerType),
                column("a.b", StringType),
                column("ü`€;{}()=", StringType));
        given(odd, "1 a b", "2 c d");
        commit(odd, "PATCH 1 A =", "REMOVE 2 null null");
        assertThat(rows()).containsExactly("1 A b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "path filePath deletionVectorId rowIndexCol maxRowIndexCol deletedRowIndexSet deletedRowIndexCount",
                "_row_id_ _file_name_ _source_row_present_ _target_row_present_ _row_dropped_ _metadata",
                "__CDC_operation __cdc_kept __cdc_origin_0"
            })
    void columnsMayBeCalledLikeThoseOfDeltaAndOurOwn(String names) {
        Column[] columns = Stream.concat(
                        Stream.of(column("id", IntegerType)),
                        Stream.of(names.split(" ")).map(n -> column(n, StringType)))
                .toArray(Column[]::new);
        RowShape shape = shape(List.of("id"), columns);
        String row = " x".repeat(columns.length - 2);
        given(shape, "1 a" + row, "2 b" + row, "3 c" + row, "4 d" + row);
        commit(shape, "PUT 1 A" + row);
        commit(
                shape,
                "PATCH 1 B" + " =".repeat(columns.length - 2),
                "PATCH 2 =" + row.replace('x', 'y'),
                "REMOVE 3" + " null".repeat(columns.length - 1),
                "PUT 5 e" + row);
        commit(shape, "PATCH 2 BB" + " =".repeat(columns.length - 2));
        assertThat(rows()).containsExactly("1 B" + row, "2 BB" + row.replace('x', 'y'), "4 d" + row, "5 e" + row);
    }

    @Test
    void aColumnThatNoReaderCouldReadIsRefusedByName() {
        RowShape unreadable = shape(List.of("id"), column("__delta_internal_IS_row_deleted", StringType));
        assertThatThrownBy(() -> table.create(unreadable, Map.of()))
                .hasMessageContaining("'__delta_internal_IS_row_deleted'")
                .hasMessageContaining("rename or exclude it");
    }

    @Test
    void keysOfSeveralColumnsMustAllMatch() {
        RowShape pairs =
                shape(List.of("a", "b"), column("a", StringType), column("b", IntegerType), column("v", StringType));
        given(pairs, "x 1 p", "x 2 q", "y 1 r");
        commit(pairs, "PUT x 2 Q", "REMOVE y 1 null", "PUT y 2 s");
        assertThat(rows()).containsExactly("x 1 p", "x 2 Q", "y 2 s");
    }

    @Test
    void inAKeyNullIsEqualToNull() {
        RowShape nullable = new RowShape(
                List.of(column("a", StringType), column("b", IntegerType), column("v", StringType)),
                List.of("a", "b"),
                true,
                null);
        given(nullable, "x null p", "null 1 q", "y 1 r");
        commit(nullable, "PUT x null P", "REMOVE null 1 null", "PUT null null s");
        assertThat(rows()).containsExactly("null null s", "x null P", "y 1 r");
    }

    @Test
    void aRowThatMovesTakesWhatItKeepsFromTheRowOfItsFormerKey() {
        given("1 a x", "2 b y");
        move(SHAPE, "REMOVE 1 null null", "PATCH 7 A = 1");
        assertThat(rows()).containsExactly("2 b y", "7 A x");
    }

    @Test
    void aRowThatMovesToReviseComesOnlyWhereOneIs() {
        given("1 a x", "2 b y");
        move(SHAPE, "REMOVE 1 null null", "REVISE 7 A = 1");
        assertThat(rows()).containsExactly("2 b y", "7 A x");
        move(SHAPE, "REMOVE 8 null null", "REVISE 9 A = 8");
        assertThat(rows()).containsExactly("2 b y", "7 A x");
    }

    @Test
    void aFormerKeyMayBeNull() {
        RowShape nullable = new RowShape(SHAPE.columns(), SHAPE.key(), true, null);
        given(nullable, "null a x", "2 b y");
        move(nullable, "REMOVE null null null", "PATCH 7 A = null");
        assertThat(rows()).containsExactly("2 b y", "7 A x");
    }

    private void move(RowShape shape, String removal, String arrival) {
        TableCommit plain = commit(shape, TableCommit.Target.ROWS, removal);
        table.commit(new TableCommit(
                shape,
                plain.base(),
                plain.target(),
                new TableCommit.Rows(plain.rows().operations(), Given.moves(shape, arrival), Set.of()),
                plain.transaction(),
                plain.metadata()));
    }

    @Test
    void manyOperationsOutOfSparkAreTheSameAsFewFromTheDriver() {
        given("1 a x", "2 b y");
        OperationSource many = Given.distributed(session, SHAPE, "PUT 1 A X", "REMOVE 2 null null", "PATCH 3 c =");
        table.commit(commit(SHAPE, version(), TableCommit.Target.ROWS, many));
        assertThat(rows()).containsExactly("1 A X", "3 c null");
    }
}
