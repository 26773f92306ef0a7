package io.cdcpipeline.job.engine;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.when;

import io.cdcpipeline.job.schema.RowShape;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Rows whose key changed while a large column of theirs did not: that column's value is in the table, under the former
 * key; or, when the change was applied before and comes again, under the new one.
 *
 * @param before the table as it is before the commit
 */
record Moves(RowShape shape, Dataset<Row> before) {

    private static final String MOVED = "m";
    private static final String ORIGIN = "o";
    private static final String OWN = "n";

    /** The moved rows, complete, beside the other operations. */
    Dataset<Row> completed(Dataset<Row> moves, Dataset<Row> others) {
        Dataset<Row> resolved = moves.as(MOVED)
                .join(before.withColumn(found(), lit(true)).as(ORIGIN), sameKey(ORIGIN), "left")
                .join(before.withColumn(found(), lit(true)).as(OWN), sameKey(OWN), "left")
                .select(selected());
        return cast(others).unionByName(resolved);
    }

    /** A column that only a row of the table has: none of its own need be set, not even of a key. */
    private String found() {
        return shape.operationField();
    }

    private Column sameKey(String side) {
        Column same = lit(true);
        for (int i = 0; i < shape.key().size(); i++) {
            String key = shape.key().get(i);
            Column wanted = side.equals(ORIGIN) ? Names.of(MOVED, shape.originField(i)) : Names.of(MOVED, key);
            same = same.and(Merge.same(shape, Names.of(side, key), wanted));
        }
        return same;
    }

    private Column[] selected() {
        List<Column> columns = new ArrayList<>();
        columns.add(when(brings(), lit(RowOperation.PUT.code()))
                .otherwise(lit(RowOperation.REMOVE.code()))
                .as(shape.operationField()));
        columns.add(lit(null).cast("string").as(shape.keptField()));
        for (int i = 0; i < shape.columns().size(); i++) {
            columns.add(column(i));
        }
        return columns.toArray(Column[]::new);
    }

    /** Where neither key has a row, one that is to revise it brings none. */
    private Column brings() {
        return Names.of(MOVED, shape.operationField())
                .notEqual(lit(RowOperation.REVISE.code()))
                .or(Names.of(ORIGIN, found()).isNotNull())
                .or(Names.of(OWN, found()).isNotNull());
    }

    private Column column(int i) {
        String name = shape.columns().get(i).name();
        Column kept = substring(Names.of(MOVED, shape.keptField()), i + 1, 1).equalTo(lit("1"));
        Column found = Names.of(ORIGIN, found()).isNotNull();
        return when(kept, when(found, Names.of(ORIGIN, name)).otherwise(Names.of(OWN, name)))
                .otherwise(Names.of(MOVED, name))
                .cast(before.schema().apply(name).dataType())
                .as(name);
    }

    private Dataset<Row> cast(Dataset<Row> rows) {
        StructType columns = before.schema();
        List<Column> cast = new ArrayList<>();
        for (StructField field : rows.schema().fields()) {
            boolean own =
                    field.name().equals(shape.operationField()) || field.name().equals(shape.keptField());
            Column column = col(Names.quoted(field.name()));
            cast.add(
                    own
                            ? column
                            : column.cast(columns.apply(field.name()).dataType())
                                    .as(field.name()));
        }
        return rows.select(cast.toArray(Column[]::new));
    }
}
