package io.cdcpipeline.job.engine;

import static org.apache.spark.sql.types.DataTypes.BinaryType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampNTZType;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cdcpipeline.job.schema.Column;
import io.cdcpipeline.job.schema.Evolution;
import io.cdcpipeline.job.schema.Initial;
import io.cdcpipeline.job.schema.RowShape;
import java.util.List;
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
}
