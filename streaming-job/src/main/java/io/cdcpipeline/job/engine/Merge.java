package io.cdcpipeline.job.engine;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.when;

import io.cdcpipeline.job.schema.RowShape;
import io.delta.tables.DeltaMergeBuilder;
import io.delta.tables.DeltaTable;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Says row operations in terms of a table's rows and theirs: what matches, what becomes of it. */
record Merge(RowShape shape, Set<Integer> kept) {

    static final String TARGET = "t";
    static final String SOURCE = "s";

    DeltaMergeBuilder into(DeltaTable table, Dataset<Row> operations) {
        Map<String, Column> inserted = new HashMap<>();
        Map<String, Column> updated = new HashMap<>();
        for (int i = 0; i < shape.columns().size(); i++) {
            String name = shape.columns().get(i).name();
            inserted.put(Names.quoted(name), Names.of(SOURCE, name));
            updated.put(Names.quoted(name), updated(i));
        }
        return table.as(TARGET)
                .merge(operations.as(SOURCE), sameKey())
                .whenMatched(removes())
                .delete()
                .whenMatched()
                .update(updated)
                .whenNotMatched(comes())
                .insert(inserted);
    }

    /** NULL is the same key as NULL: where the source's key may hold it, its rows are told apart by nothing else. */
    Column sameKey() {
        return shape.key().stream()
                .map(k -> same(shape, Names.of(TARGET, k), Names.of(SOURCE, k)))
                .reduce(Column::and)
                .orElseThrow();
    }

    static Column same(RowShape shape, Column one, Column other) {
        return shape.nullableKey() ? one.eqNullSafe(other) : one.equalTo(other);
    }

    Column removes() {
        return Names.of(SOURCE, shape.operationField()).equalTo(lit(RowOperation.REMOVE.code()));
    }

    /** Whether a row comes that was not there. */
    Column comes() {
        return Names.of(SOURCE, shape.operationField()).isin(RowOperation.PUT.code(), RowOperation.PATCH.code());
    }

    /** What a row that is there gets in that column. */
    Column updated(int column) {
        String name = shape.columns().get(column).name();
        if (!kept.contains(column)) {
            return Names.of(SOURCE, name);
        }
        Column keeps =
                substring(Names.of(SOURCE, shape.keptField()), column + 1, 1).equalTo(lit("1"));
        return when(keeps, Names.of(TARGET, name)).otherwise(Names.of(SOURCE, name));
    }
}
