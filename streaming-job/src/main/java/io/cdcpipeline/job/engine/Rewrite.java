package io.cdcpipeline.job.engine;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import io.cdcpipeline.job.schema.RowShape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** All rows of a table as they are after row operations, by a join of our own: it uses no name that a column may have. */
record Rewrite(RowShape shape, Set<Integer> kept) {

    Dataset<Row> of(Dataset<Row> table, Dataset<Row> operations) {
        StructType columns = table.schema();
        Dataset<Row> target = table.as(Merge.TARGET);
        Dataset<Row> source = operations.as(Merge.SOURCE);
        Merge merge = new Merge(shape, kept);
        Column met = Names.of(Merge.SOURCE, shape.operationField()).isNotNull();
        Dataset<Row> present = target.join(source, merge.sameKey(), "left")
                .where(not(met).or(not(merge.removes())))
                .select(columns(columns, merge, met));
        Dataset<Row> added = source.join(target, merge.sameKey(), "left_anti")
                .where(merge.comes())
                .select(columns(columns, null, null));
        return present.unionByName(added);
    }

    /** @param merge null for rows that meet none */
    private Column[] columns(StructType columns, Merge merge, Column met) {
        Map<String, Integer> ordinals = new HashMap<>();
        for (int i = 0; i < shape.columns().size(); i++) {
            ordinals.put(shape.columns().get(i).name(), i);
        }
        List<Column> selected = new ArrayList<>();
        for (StructField field : columns.fields()) {
            Integer ordinal = ordinals.get(field.name());
            Column value;
            if (merge == null) {
                value = ordinal == null ? lit(null) : Names.of(Merge.SOURCE, field.name());
            } else {
                Column before = Names.of(Merge.TARGET, field.name());
                value = ordinal == null
                        ? before
                        : when(met, merge.updated(ordinal)).otherwise(before);
            }
            selected.add(value.cast(field.dataType()).as(field.name()));
        }
        return selected.toArray(Column[]::new);
    }
}
