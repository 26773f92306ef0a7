package io.cdcpipeline.job.engine;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.when;

import io.cdcpipeline.job.schema.RowShape;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * All rows of a table that keeps those that have ended, once all that are have come: what none has come for ends.
 *
 * @param columns of the table
 */
record EndedRows(RowShape shape, Ending ending, StructType columns) {

    /** Nothing comes. */
    Dataset<Row> all(Dataset<Row> table) {
        return table.as(Merge.TARGET).select(each(this::left));
    }

    /** What comes is read once. */
    Dataset<Row> of(Dataset<Row> table, Dataset<Row> coming) {
        return ending.compared().isEmpty() ? replaced(table, coming) : beside(table, coming);
    }

    private Dataset<Row> replaced(Dataset<Row> table, Dataset<Row> coming) {
        Set<String> given = Set.of(shape.table().fieldNames());
        Dataset<Row> joined = joined(oneOfEachKey(table), coming);
        return joined.select(
                each(f -> when(comes(), Names.of(side(given, f), f.name()).cast(f.dataType()))
                        .otherwise(left(f))));
    }

    private static String side(Set<String> given, StructField field) {
        return given.contains(field.name()) ? Merge.SOURCE : Merge.TARGET;
    }

    /** After the key has become another one, rows that have ended may have the same: one of them is enough. */
    private Dataset<Row> oneOfEachKey(Dataset<Row> table) {
        String[] key = shape.key().toArray(String[]::new);
        if (shape.nullableKey()) {
            return table.dropDuplicates(key);
        }
        Column none = Stream.of(key)
                .map(k -> col(Names.quoted(k)).isNull())
                .reduce(Column::or)
                .orElseThrow();
        return table.where(not(none)).dropDuplicates(key).unionByName(table.where(none));
    }

    private Dataset<Row> beside(Dataset<Row> table, Dataset<Row> coming) {
        Column isOpen = col(Names.quoted(ending.open())).isNull();
        Column there = struct(each(this::there));
        Column ended = struct(each(this::ended));
        Column arrived = struct(each(this::arrived));
        Column rows = when(not(comes()), array(ended))
                .when(Names.of(Merge.TARGET, marker()).isNull(), array(arrived))
                .when(same(), array(there))
                .otherwise(array(ended, arrived));
        return joined(table.where(isOpen), coming)
                .select(explode(rows).as("row"))
                .select(Stream.of(columns.fieldNames())
                        .map(n -> col("row").getField(n).as(n))
                        .toArray(Column[]::new))
                .unionByName(table.where(not(isOpen)));
    }

    private Dataset<Row> joined(Dataset<Row> table, Dataset<Row> coming) {
        Dataset<Row> marked = table.withColumn(marker(), lit(true)).as(Merge.TARGET);
        return coming.as(Merge.SOURCE).join(marked, new Merge(shape, Set.of()).sameKey(), "full_outer");
    }

    /** A name that no column has. */
    private String marker() {
        return shape.operationField();
    }

    private Column comes() {
        return Names.of(Merge.SOURCE, marker()).isNotNull();
    }

    private Column same() {
        return ending.compared().stream().map(this::same).reduce(Column::and).orElseThrow();
    }

    private Column same(String name) {
        DataType type = columns.apply(name).dataType();
        Column one = Names.of(Merge.SOURCE, name).cast(type);
        Column other = Names.of(Merge.TARGET, name);
        return hasMap(type)
                ? to_json(struct(one.as("v"))).eqNullSafe(to_json(struct(other.as("v"))))
                : one.eqNullSafe(other);
    }

    /** Spark does not compare those. */
    private static boolean hasMap(DataType type) {
        return type instanceof MapType
                || type instanceof ArrayType array && hasMap(array.elementType())
                || type instanceof StructType nested
                        && Stream.of(nested.fields()).anyMatch(f -> hasMap(f.dataType()));
    }

    private Column[] each(Function<StructField, Column> value) {
        return Stream.of(columns.fields()).map(f -> value.apply(f).as(f.name())).toArray(Column[]::new);
    }

    private Column there(StructField field) {
        return Names.of(Merge.TARGET, field.name());
    }

    private Column arrived(StructField field) {
        boolean given = shape.columns().stream().anyMatch(c -> c.name().equals(field.name()));
        return (given ? Names.of(Merge.SOURCE, field.name()) : lit(null)).cast(field.dataType());
    }

    private Column ended(StructField field) {
        int own = ending.columns().indexOf(field.name());
        return own < 0 ? there(field) : new Column(new Literal(ending.values()[own], field.dataType()));
    }

    /** Of a row for which none has come. */
    private Column left(StructField field) {
        return ending.columns().contains(field.name())
                ? when(Names.of(Merge.TARGET, ending.open()).isNull(), ended(field))
                        .otherwise(there(field))
                : there(field);
    }
}
