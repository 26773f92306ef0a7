package io.cdcpipeline.job.collapse;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.contract.TableMode;
import io.cdcpipeline.contract.columns.ColumnRule;
import io.cdcpipeline.contract.columns.Mask;
import io.cdcpipeline.contract.columns.SourceColumns;
import io.cdcpipeline.contract.columns.TableColumns;
import io.cdcpipeline.contract.columns.TableMasks;
import io.cdcpipeline.contract.event.SourceRelation;
import io.cdcpipeline.job.lake.TableId;
import io.cdcpipeline.job.schema.Column;
import io.cdcpipeline.job.schema.ColumnNumber;
import io.cdcpipeline.job.schema.Initial;
import io.cdcpipeline.job.schema.RowShape;
import io.cdcpipeline.job.state.TableContext;
import io.cdcpipeline.job.state.TableState;
import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;

/** Given a table whose column is masked, when a change comes in which it is not, then that change is none for the table. */
class OtherMasksTest {

    private static final TableMasks MASKS =
            new TableMasks(List.of(new ColumnRule("email", Mask.SET_NULL, null, null)), List.of(), null);

    private static final TableId T = new TableId("inventory", "t");

    private final OtherMasks masks = new OtherMasks(
            new SourceColumns(List.of(new TableColumns("inventory\\.t", MASKS.rules(), List.of())), null),
            TableContext.absent(T).with(TableState.fresh(TableMode.MIRROR, MASKS.signature())));

    @Test
    void aColumnThatIsStillMaskedIsWelcome() {
        assertThat(problem(shape("email", 2), shape("email", 2))).isNull();
        assertThat(problem(shape("email", 2), null)).isNull();
    }

    @Test
    void aColumnThatIsCalledOtherwiseIsMaskedNoMore() {
        assertThat(problem(shape("mail", 2), shape("email", 2))).contains("column email", "is called mail");
    }

    @Test
    void anotherColumnIsNotTheOne() {
        assertThat(problem(shape("mail", 3), shape("email", 2))).isNull();
        assertThat(problem(shape("mail", 0), shape("email", 0)))
                .as("nobody knows")
                .isNull();
    }

    @Test
    void aChangeWithOtherRulesIsNoneForTheTable() {
        SourceRelation unmasked = new SourceRelation(7, true);
        assertThat(masks.problem(new RowShape(List.of(), List.of(), false, unmasked), null))
                .contains("masked otherwise");
    }

    private String problem(RowShape source, RowShape lake) {
        return masks.problem(source, lake == null ? null : lake.table());
    }

    /** @param number 0 for one that nobody knows */
    private static RowShape shape(String column, int number) {
        ColumnNumber known = number == 0 ? null : new ColumnNumber(7, number);
        return new RowShape(
                List.of(new Column(column, DataTypes.StringType, new Initial.Unknown(), known)),
                List.of(),
                false,
                new SourceRelation(7, true, MASKS.signature(), null));
    }
}
