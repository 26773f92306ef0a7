package io.cdcpipeline.job.collapse;

import static io.cdcpipeline.job.collapse.OwnColumns.column;

import io.cdcpipeline.contract.TableMode;
import io.cdcpipeline.job.engine.Ending;
import io.cdcpipeline.job.schema.Column;
import io.cdcpipeline.job.schema.RowShape;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.types.DataTypes;

/** The columns of a mirror that keeps what the source has deleted: the source's, and behind them whether and when. */
final class SoftShape {

    static final String DELETED = "_cdc_deleted";
    static final String DELETED_AT = "_cdc_deleted_at";

    private static final List<Column> OWN =
            List.of(column(DELETED, DataTypes.BooleanType), column(DELETED_AT, DataTypes.TimestampType));

    private SoftShape() {}

    static RowShape of(RowShape source) {
        List<Column> columns = new ArrayList<>(source.columns());
        columns.addAll(OwnColumns.beside(source, OWN, TableMode.SOFT_MIRROR));
        return new RowShape(columns, source.key(), source.nullableKey(), source.relation());
    }

    /** Of a row that is there. */
    static LiftedRows.Own live() {
        return LiftedRows.Own.of(false, null);
    }

    static LiftedRows.Own deleted(long timeMicros) {
        return LiftedRows.Own.of(true, timeMicros);
    }

    static Ending ending(long timeMicros) {
        return new Ending(
                DELETED_AT, List.of(DELETED, DELETED_AT), deleted(timeMicros).values(), List.of());
    }
}
