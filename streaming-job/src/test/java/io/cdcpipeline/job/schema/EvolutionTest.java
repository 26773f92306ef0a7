package io.cdcpipeline.job.schema;

import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.FloatType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.ShortType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.contract.Repair;
import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class EvolutionTest {

    private static final DataType DECIMAL_5_2 = DataTypes.createDecimalType(5, 2);

    private final StructType table = new StructType().add("id", IntegerType).add("name", StringType);

    @Test
    void sameColumnsNeedNothing() {
        assertThat(plan(column("id", IntegerType), column("name", StringType))).isEqualTo(new Evolution.None());
    }

    @Test
    void aDroppedColumnStays() {
        assertThat(plan(column("id", IntegerType))).isEqualTo(new Evolution.None());
    }

    @Test
    void anotherOrderOfColumnsIsNoChange() {
        assertThat(plan(column("name", StringType), column("id", IntegerType))).isEqualTo(new Evolution.None());
    }

    @Test
    void newColumnsComeAtTheEnd() {
        Evolution evolution = plan(column("new", DateType), column("id", IntegerType));
        assertThat(evolution.applied(table).simpleString()).isEqualTo("struct<id:int,name:string,new:date>");
    }

    @Test
    void typesGrowWhereNothingIsLost() {
        assertThat(grown(IntegerType, LongType)).isEqualTo("bigint");
        assertThat(grown(ShortType, IntegerType)).isEqualTo("int");
        assertThat(grown(FloatType, DoubleType)).isEqualTo("double");
        assertThat(grown(IntegerType, DoubleType)).isEqualTo("double");
        assertThat(grown(DECIMAL_5_2, DataTypes.createDecimalType(10, 2))).isEqualTo("decimal(10,2)");
        assertThat(grown(IntegerType, DataTypes.createDecimalType(12, 2))).isEqualTo("decimal(12,2)");
        assertThat(grown(LongType, StringType)).isEqualTo("string");
        assertThat(grown(DECIMAL_5_2, StringType)).isEqualTo("string");
    }

    @Test
    void anEventOfANarrowerTypeFitsAsItIs() {
        assertThat(Evolution.plan(new StructType().add("c", LongType), shape(column("c", IntegerType))))
                .isEqualTo(new Evolution.None());
    }

    @Test
    void aChangeThatLosesSomethingIsImpossible() {
        assertThat(List.of(
                        between(LongType, DoubleType),
                        between(StringType, DateType),
                        between(DoubleType, StringType),
                        between(DECIMAL_5_2, DataTypes.createDecimalType(6, 4)),
                        between(DECIMAL_5_2, LongType)))
                .allSatisfy(e -> assertThat(e).isInstanceOf(Evolution.Impossible.class));
        assertThat(((Evolution.Impossible) between(StringType, DateType)).reason())
                .isEqualTo("column 'c' changed its type from string to date, which cannot be done without a loss"
                        + Repair.WAY_OUT);
    }

    @Test
    void columnsThatDifferByCaseOnlyAreImpossible() {
        Evolution evolution = plan(column("id", IntegerType), column("ID", IntegerType));
        assertThat(evolution).isInstanceOf(Evolution.Impossible.class);
        assertThat(Evolution.plan(new StructType(), shape(column("a", DateType), column("A", DateType))))
                .isInstanceOf(Evolution.Impossible.class);
    }

    @Test
    void anEmptiedTableTakesAnyType() {
        Evolution evolution =
                Evolution.planEmptied(new StructType().add("c", StringType), shape(column("c", DateType)));
        assertThat(evolution).isInstanceOf(Evolution.Replace.class);
        assertThat(evolution.applied(table).simpleString()).isEqualTo("struct<c:date>");
    }

    @Test
    void anEmptiedTableKeepsDroppedColumnsWhenTheRestFits() {
        assertThat(Evolution.planEmptied(table, shape(column("id", IntegerType))))
                .isEqualTo(new Evolution.None());
    }

    @Test
    void aColumnWhoseFirstValueNoEventTellsIsNoted() {
        Column made = new Column("made", StringType, new Initial.Unknown());
        assertThat(plan(made).note()).hasValueSatisfying(n -> assertThat(n).contains("column made came"));
        assertThat(plan(column("plain", StringType)).note()).isEmpty();
    }

    private Evolution plan(Column... columns) {
        return Evolution.plan(table, shape(columns));
    }

    private static String grown(DataType from, DataType to) {
        return between(from, to)
                .applied(new StructType().add("c", from))
                .apply("c")
                .dataType()
                .simpleString();
    }

    private static Evolution between(DataType from, DataType to) {
        return Evolution.plan(new StructType().add("c", from), shape(column("c", to)));
    }

    private static RowShape shape(Column... columns) {
        return new RowShape(List.of(columns), List.of());
    }

    private static Column column(String name, DataType type) {
        return new Column(name, type, new Initial.Null());
    }
}
