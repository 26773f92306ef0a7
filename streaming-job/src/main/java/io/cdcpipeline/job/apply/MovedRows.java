package io.cdcpipeline.job.apply;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.when;

import io.cdcpipeline.job.collapse.BlockRows;
import io.cdcpipeline.job.engine.OperationSource;
import io.cdcpipeline.job.engine.RowOperation;
import io.cdcpipeline.job.schema.RowShape;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Rows whose key changed while a large column of theirs did not: that column's value is in the table, under the former
 * key; or, when the change was applied before and comes again, under the new one. They come out complete, beside the
 * segment's other rows.
 *
 * @param moved rows with their origins
 * @param plain the other rows
 * @param before the table as it is before the segment
 */
record MovedRows(RowShape shape, OperationSource moved, OperationSource plain, Dataset<Row> before)
        implements OperationSource {

    private static final String MOVED = "m";
    private static final String ORIGIN = "o";
    private static final String OWN = "n";

    @Override
    public Dataset<Row> rows(SparkSession session) {
        Dataset<Row> resolved = moved.rows(session)
                .as(MOVED)
                .join(before.as(ORIGIN), sameKey(ORIGIN), "left")
                .join(before.as(OWN), sameKey(OWN), "left")
                .select(selected());
        return cast(plain.rows(session)).unionByName(resolved);
    }

    private Column sameKey(String side) {
        Column same = lit(true);
        for (int i = 0; i < shape.key().size(); i++) {
            String key = shape.key().get(i);
            Column wanted = side.equals(ORIGIN) ? of(MOVED, BlockRows.ORIGIN + i) : of(MOVED, key);
            same = same.and(of(side, key).equalTo(wanted));
        }
        return same;
    }

    private Column[] selected() {
        List<Column> columns = new ArrayList<>();
        columns.add(lit(RowOperation.PUT.code()).as(RowShape.OPERATION));
        columns.add(lit(null).cast("string").as(RowShape.KEPT));
        for (int i = 0; i < shape.columns().size(); i++) {
            columns.add(column(i));
        }
        return columns.toArray(Column[]::new);
    }

    private Column column(int i) {
        String name = shape.columns().get(i).name();
        Column kept = substring(of(MOVED, RowShape.KEPT), i + 1, 1).equalTo(lit("1"));
        Column found = of(ORIGIN, shape.key().get(0)).isNotNull();
        return when(kept, when(found, of(ORIGIN, name)).otherwise(of(OWN, name)))
                .otherwise(of(MOVED, name))
                .cast(before.schema().apply(name).dataType())
                .as(name);
    }

    private Dataset<Row> cast(Dataset<Row> rows) {
        StructType columns = before.schema();
        List<Column> cast = new ArrayList<>();
        for (StructField field : rows.schema().fields()) {
            boolean own =
                    field.name().equals(RowShape.OPERATION) || field.name().equals(RowShape.KEPT);
            Column column = col("`" + field.name().replace("`", "``") + "`");
            cast.add(
                    own
                            ? column
                            : column.cast(columns.apply(field.name()).dataType())
                                    .as(field.name()));
        }
        return rows.select(cast.toArray(Column[]::new));
    }

    private static Column of(String side, String name) {
        return col(side + ".`" + name.replace("`", "``") + "`");
    }
}
