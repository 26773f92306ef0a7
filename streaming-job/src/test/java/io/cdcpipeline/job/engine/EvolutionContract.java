package io.cdcpipeline.job.engine;

import static org.apache.spark.sql.types.DataTypes.BinaryType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampNTZType;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cdcpipeline.contract.event.SourceRelation;
import io.cdcpipeline.job.schema.Column;
import io.cdcpipeline.job.schema.ColumnNumber;
import io.cdcpipeline.job.schema.Evolution;
import io.cdcpipeline.job.schema.Initial;
import io.cdcpipeline.job.schema.RowShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** What each engine does to a table's columns. */
abstract class EvolutionContract extends EngineFixture {

    @Test
    void newColumnsComeWithTheValueThatOlderRowsHave() {
        given("1 a x");
        Column plain = column("plain", IntegerType);
        Column seven = new Column("seven", IntegerType, new Initial.Constant(Given.field(IntegerType, 7)));
        Column unknown = new Column("unknown", TimestampNTZType, new Initial.Unknown());
        evolve(plain);
        evolve(seven, unknown);
        assertThat(rows()).containsExactly("1 a x null 7 null");
        long version = version();
        StructType columns = table.open().orElseThrow().columns();
        table.evolve(new Evolution.Change(List.of(seven), List.of(), columns), version, metadata(9));
        assertThat(version()).isEqualTo(version);
    }

    @Test
    void rowsOfAnOlderShapeLeaveTheOtherColumnsAsTheyAre() {
        given("1 a x");
        evolve(column("later", IntegerType));
        RowShape narrow = shape(List.of("id"), column("id", IntegerType), column("name", StringType));
        commit(narrow, "PUT 1 b", "PUT 2 c");
        assertThat(rows()).containsExactly("1 b x null", "2 c null null");
    }

    @Test
    void aTypeGrowsAndNarrowerRowsStillFit() {
        given("1 a x");
        StructType columns = table.open().orElseThrow().columns();
        RowShape wide = shape(List.of("id"), column("id", LongType), column("name", StringType));
        table.evolve(Evolution.plan(columns, wide), version(), metadata(1));
        assertThat(table.open().orElseThrow().columns().apply("id").dataType()).isEqualTo(LongType);
        commit(wide, "PUT 1 b", "PUT 5000000000 c");
        commit("PUT 2 d y");
        assertThat(rows()).containsExactly("1 b x", "2 d y", "5000000000 c null");
        assertThat(history().foreign()).isEmpty();
    }

    @Test
    void columnsAreNotChangedOnRowsThatSomebodyElseChanged() {
        given("1 a x");
        long known = version();
        session.sql("DELETE FROM delta.`" + path + "` WHERE id = 1");
        Evolution evolution =
                Evolution.plan(table.open().orElseThrow().columns(), shape(List.of(), column("later", IntegerType)));
        assertThatThrownBy(() -> table.evolve(evolution, known, metadata(1)))
                .isInstanceOf(ForeignCommitException.class);
    }

    /** The process may end between the two: the rows are still those of the commit before. */
    @Test
    void rowsThatWereWrittenAnewForAColumnAreStillOurs() {
        given("1 a x");
        evolve(new Column("seven", IntegerType, new Initial.Constant(Given.field(IntegerType, 7))));
        assertThat(history().rows()).contains(metadata(1));
        assertThat(history().foreign()).isEmpty();
    }

    @Test
    void anEmptiedTableTakesOtherTypes() {
        given("1 a x");
        RowShape other = shape(List.of("name"), column("name", IntegerType), column("data", BinaryType));
        table.evolve(new Evolution.Replace(other.table()), version(), metadata(1));
        table.commit(commit(other, TableCommit.Target.CLEARED, "PUT 5 xyz"));
        assertThat(rows()).containsExactly("5 xyz");
    }

    @Test
    void aNameThatNeedsAMappingMayComeLater() {
        given("1 a x");
        evolve(column("with blank", StringType));
        assertThat(rows()).containsExactly("1 a x null");
    }

    @Test
    void aColumnThatIsRenamedKeepsItsValuesAndItsFiles() {
        given(numbered("id 1", "name 2", "big 3"), "1 a x");
        List<String> files = files();
        RowShape renamed = numbered("id 1", "title 2", "big 3");
        evolve(renamed);

        assertThat(columns()).containsExactly("id#1", "title#2", "big#3");
        assertThat(rows()).containsExactly("1 a x");
        assertThat(files()).isEqualTo(files);
        long version = version();
        evolve(renamed);
        assertThat(version()).isEqualTo(version);
        commit(renamed, "PATCH 1 b =", "PUT 2 c y");
        assertThat(rows()).containsExactly("1 b x", "2 c y");
        assertThat(history().foreign()).isEmpty();
    }

    /** Delta refuses to write a feed and files in which a column of a mapped table has another type. */
    @Test
    void aTypeGrowsInATableWithAFeedOfWhichAColumnWasRenamed() {
        given(numbered("id 1", "name 2", "big 3"), "1 a x");
        settle(Map.of("delta.enableChangeDataFeed", "true"));
        evolve(numbered("id 1", "title 2", "big 3"));
        List<Column> columns =
                new ArrayList<>(numbered("id 1", "title 2", "big 3").columns());
        columns.set(0, new Column("id", LongType, new Initial.Null(), new ColumnNumber(TABLE, 1)));
        RowShape wide = new RowShape(columns, List.of("id"), false, new SourceRelation(TABLE, true));

        evolve(wide);
        settle(Map.of("delta.enableChangeDataFeed", "true"));
        commit(wide, "PUT 5000000000 b y");

        assertThat(rows()).containsExactly("1 a x", "5000000000 b y");
        assertThat(feed()).containsExactly("insert 5000000000 b y");
        assertThat(history().foreign()).isEmpty();
    }

    @Test
    void columnsThatChangeNamesWithEachOtherKeepTheirValues() {
        given(numbered("id 1", "name 2", "big 3"), "1 a x");
        RowShape exchanged = numbered("id 1", "big 2", "name 3");
        evolve(exchanged);

        assertThat(columns()).containsExactly("id#1", "big#2", "name#3");
        commit(exchanged, "PATCH 1 b =", "PUT 2 c y");
        assertThat(rows()).containsExactly("1 b x", "2 c y");
    }

    @Test
    void anotherColumnOfTheSameNameHasNoneOfTheFormersValues() {
        given(numbered("id 1", "name 2", "big 3"), "1 a x");
        List<String> files = files();
        RowShape again = numbered("id 1", "big 3", "name 4");
        evolve(again);

        assertThat(columns()).containsExactly("id#1", "big#3", "name#4");
        assertThat(rows()).containsExactly("1 x null");
        assertThat(files()).isEqualTo(files);
        commit(again, "PUT 1 y b", "PUT 2 z c");
        assertThat(rows()).containsExactly("1 y b", "2 z c");
    }

    @Test
    void anotherColumnOfTheSameNameComesWithItsDefaultBesideOneThatIsRenamed() {
        given(numbered("id 1", "name 2", "big 3"), "1 a x");
        Column seven = new Column(
                "name", IntegerType, new Initial.Constant(Given.field(IntegerType, 7)), new ColumnNumber(TABLE, 4));
        RowShape shape = with(numbered("id 1", "large 3"), seven);
        evolve(shape);

        assertThat(columns()).containsExactly("id#1", "large#3", "name#4");
        assertThat(rows()).containsExactly("1 x 7");
        commit(shape, "PUT 1 y 8", "PUT 2 z 9");
        evolve(numbered("id 1", "last 3", "name 5"));
        assertThat(rows()).containsExactly("1 y null", "2 z null");
    }

    @Test
    void numbersGoWhereNobodyKnowsThemAndComeWithAllRows() {
        given(numbered("id 1", "name 2", "big 3"), "1 a x");
        evolve(SHAPE);
        assertThat(columns()).containsExactly("id", "name", "big");
        assertThat(rows()).containsExactly("1 a x");

        table.commit(commit(numbered("id 1", "name 4", "big 5"), TableCommit.Target.REPLACED, "PUT 1 b y"));
        assertThat(columns()).containsExactly("id#1", "name#4", "big#5");
        evolve(numbered("id 1", "title 4", "big 5"));
        table.commit(commit(numbered("id 1", "name 6", "big 5"), TableCommit.Target.REPLACED, "PUT 1 c z"));
        assertThat(columns()).containsExactly("id#1", "title", "big#5", "name#6");
        assertThat(rows()).containsExactly("1 null z c");
    }

    @Test
    void aTableThatIsMadeAnewHasTheRowsColumnsAndNoOthers() {
        given(numbered("id 1", "name 2", "big 3"), "1 a x", "2 b y");
        RowShape other = shape(List.of(), column("big", IntegerType), column("told", StringType));

        table.commit(commit(other, TableCommit.Target.RENEWED, "PUT 7 z", "PUT 7 z"));

        assertThat(columns()).containsExactly("big", "told");
        assertThat(rows()).containsExactly("7 z", "7 z");
        table.commit(commit(other, TableCommit.Target.NO_SUCH_ROW, "PUT 8 w"));
        assertThat(rows()).containsExactly("7 z", "7 z", "8 w");
    }

    private static final long TABLE = 16_385;

    /** @param columns each with its number; the first is an integer and the key */
    private static RowShape numbered(String... columns) {
        List<Column> list = new ArrayList<>();
        for (String column : columns) {
            String[] parts = column.split(" ");
            ColumnNumber number = new ColumnNumber(TABLE, Integer.parseInt(parts[1]));
            list.add(new Column(parts[0], list.isEmpty() ? IntegerType : StringType, new Initial.Null(), number));
        }
        return new RowShape(list, List.of("id"), false, new SourceRelation(TABLE, true));
    }

    private static RowShape with(RowShape shape, Column column) {
        List<Column> columns = new ArrayList<>(shape.columns());
        columns.add(column);
        return new RowShape(columns, shape.key(), false, shape.relation());
    }

    private void evolve(RowShape shape) {
        StructType now = table.open().orElseThrow().columns();
        table.evolve(Evolution.plan(now, shape), version(), metadata(1));
    }

    private List<String> columns() {
        return Stream.of(table.open().orElseThrow().columns().fields())
                .map(f -> ColumnNumber.of(f) == null
                        ? f.name()
                        : f.name() + "#" + ColumnNumber.of(f).number())
                .toList();
    }

    private List<String> files() {
        return List.of(session.read().format("delta").load(path).inputFiles());
    }
}
