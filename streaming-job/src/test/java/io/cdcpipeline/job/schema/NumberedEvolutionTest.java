package io.cdcpipeline.job.schema;

import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.contract.event.SourceRelation;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** How columns are followed that are known by their numbers. */
class NumberedEvolutionTest {

    private static final long TABLE = 16_385;

    private final StructType table = columns(column("id", 1), column("v", 2), column("w", 3));

    @Test
    void theSameNumberUnderAnotherNameIsRenamed() {
        Evolution evolution = plan(column("id", 1), column("x", 2), column("w", 3));

        assertThat(added(evolution)).isEmpty();
        assertThat(shown(evolution.applied(table))).isEqualTo("id#1 x#2 w#3");
    }

    @Test
    void columnsMayChangeNamesWithEachOther() {
        Evolution evolution = plan(column("id", 1), column("w", 2), column("v", 3));

        assertThat(shown(evolution.applied(table))).isEqualTo("id#1 w#2 v#3");
    }

    @Test
    void anotherNumberUnderTheSameNameTakesThePlaceOfTheFormer() {
        Evolution evolution = plan(column("id", 1), column("w", 3), column("v", 4));

        assertThat(added(evolution)).isEqualTo("v#4");
        assertThat(shown(evolution.applied(table))).isEqualTo("id#1 w#3 v#4");
    }

    @Test
    void aNameMayGoFromOneColumnToAnotherThatComes() {
        Evolution evolution = plan(column("id", 1), column("v", 4), column("x", 2), column("w", 3));

        assertThat(added(evolution)).isEqualTo("v#4");
        assertThat(shown(evolution.applied(table))).isEqualTo("id#1 x#2 w#3 v#4");
    }

    @Test
    void aColumnMayGetTheNameOfOneThatWasDropped() {
        Evolution evolution = plan(column("id", 1), column("v", 3));

        assertThat(added(evolution)).isEmpty();
        assertThat(shown(evolution.applied(table))).isEqualTo("id#1 v#3");
    }

    @Test
    void aColumnThatWasDroppedStays() {
        assertThat(plan(column("id", 1), column("w", 3))).isEqualTo(new Evolution.None());
    }

    @Test
    void aColumnThatIsRenamedMayGrow() {
        StructType narrow = columns(column("id", 1), new Column("n", IntegerType, new Initial.Null(), number(2)));
        Column wide = new Column("m", LongType, new Initial.Null(), number(2));

        Evolution evolution = Evolution.plan(narrow, shape(column("id", 1), wide));

        assertThat(((Evolution.Change) evolution).widened()).hasSize(1);
        assertThat(evolution.applied(narrow).apply("m").dataType()).isEqualTo(LongType);
        assertThat(shown(evolution.applied(narrow))).isEqualTo("id#1 m#2");
    }

    @Test
    void aNameMayChangeItsCaseUnlessAnotherColumnHasIt() {
        assertThat(shown(plan(column("id", 1), column("V", 2), column("w", 3)).applied(table)))
                .isEqualTo("id#1 V#2 w#3");
        assertThat(plan(column("id", 1), column("v", 2), column("V", 4))).isInstanceOf(Evolution.Impossible.class);
    }

    /** By name nobody can tell whether it is the same column: the next numbers are not to be followed from here. */
    @Test
    void aShapeWithoutNumbersTakesThemAway() {
        Evolution evolution = Evolution.plan(
                table, new RowShape(List.of(unnumbered("id"), unnumbered("v"), unnumbered("y")), List.of()));

        assertThat(shown(evolution.applied(table))).isEqualTo("id v w y");
        assertThat(Evolution.plan(evolution.applied(table), shape(column("id", 1), column("v", 4), column("z", 5)))
                        .applied(table))
                .satisfies(columns -> assertThat(shown(columns)).isEqualTo("id v w y z"));
    }

    @Test
    void numbersOfAnotherTableAreNotFollowed() {
        RowShape other = new RowShape(
                List.of(new Column("v", StringType, new Initial.Null(), new ColumnNumber(7, 1))),
                List.of(),
                false,
                new SourceRelation(7, true));

        assertThat(shown(Evolution.plan(table, other).applied(table))).isEqualTo("id v w");
    }

    @Test
    void aTableThatIsMadeOrEmptiedTakesTheNumbersOfWhatComes() {
        RowShape shape = shape(column("w", 1), column("v", 2), column("new", 3));

        assertThat(shown(Evolution.plan(new StructType(), shape).applied(new StructType())))
                .isEqualTo("w#1 v#2 new#3");
        assertThat(shown(Evolution.planEmptied(table, shape).applied(table))).isEqualTo("id v#2 w#1 new#3");
        assertThat(shown(Evolution.planEmptied(table, new RowShape(List.of(unnumbered("id")), List.of()))
                        .applied(table)))
                .isEqualTo("id v w");
    }

    private Evolution plan(Column... columns) {
        return Evolution.plan(table, shape(columns));
    }

    private static RowShape shape(Column... columns) {
        return new RowShape(List.of(columns), List.of(), false, new SourceRelation(TABLE, true));
    }

    private static StructType columns(Column... columns) {
        return shape(columns).table();
    }

    private static Column column(String name, int number) {
        return column(name, StringType, number);
    }

    private static Column column(String name, DataType type, int number) {
        return new Column(name, type, new Initial.Null(), number(number));
    }

    private static Column unnumbered(String name) {
        return new Column(name, StringType, new Initial.Null());
    }

    private static ColumnNumber number(int number) {
        return new ColumnNumber(TABLE, number);
    }

    private static String added(Evolution evolution) {
        return ((Evolution.Change) evolution)
                .added().stream().map(c -> shown(c.field())).collect(Collectors.joining(" "));
    }

    private static String shown(StructType columns) {
        return Stream.of(columns.fields()).map(NumberedEvolutionTest::shown).collect(Collectors.joining(" "));
    }

    private static String shown(StructField field) {
        ColumnNumber number = ColumnNumber.of(field);
        return number == null ? field.name() : field.name() + "#" + number.number();
    }
}
