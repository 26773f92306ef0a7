package io.cdcpipeline.job.schema;

import io.cdcpipeline.contract.event.SourceColumn;
import java.io.Serializable;
import java.util.stream.Stream;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Which column of the source one is: it stays the same under another name, and no other ever gets it. In the lake it stands in the
 * metadata of a field of which all rows have values of that very column.
 *
 * @param relation the table's oid
 * @param number the column's {@code attnum}
 */
public record ColumnNumber(long relation, int number) implements Serializable {

    private static final String KEY = "cdcpipeline.column";

    /** Of a column that the lake's table has besides: the source counts from 1. */
    public static ColumnNumber ofOurOwn(long relation, int ordinal) {
        return new ColumnNumber(relation, -101 - ordinal);
    }

    /** Whether the source has that column, too. */
    public boolean isOfSource() {
        return number > 0;
    }

    /** Null when nobody knows it. */
    public static ColumnNumber of(SourceColumn column) {
        return column.number() == 0 || column.relation() == null
                ? null
                : new ColumnNumber(column.relation().oid(), column.number());
    }

    /** Null for a field that has none. */
    public static ColumnNumber of(StructField field) {
        if (!field.metadata().contains(KEY)) {
            return null;
        }
        String[] parts = field.metadata().getString(KEY).split("\\.");
        return new ColumnNumber(Long.parseLong(parts[0]), Integer.parseInt(parts[1]));
    }

    /** Whether a table's fields are known by numbers of that table of the source. */
    public static boolean areIn(StructType columns, long relation) {
        return Stream.of(columns.fields()).map(ColumnNumber::of).anyMatch(n -> n != null && n.relation() == relation);
    }

    /** The field of that number; null when there is none. */
    public static StructField find(StructType columns, ColumnNumber number) {
        return Stream.of(columns.fields())
                .filter(f -> number.equals(of(f)))
                .findFirst()
                .orElse(null);
    }

    /** The field with that number and all that its metadata say besides. @param number null for none */
    public static StructField in(StructField field, ColumnNumber number) {
        MetadataBuilder metadata =
                new MetadataBuilder().withMetadata(field.metadata()).remove(KEY);
        return new StructField(field.name(), field.dataType(), field.nullable(), put(metadata, number));
    }

    /** The metadata of a field that has nothing but a number. */
    public static Metadata only(ColumnNumber number) {
        return put(new MetadataBuilder(), number);
    }

    private static Metadata put(MetadataBuilder metadata, ColumnNumber number) {
        return (number == null ? metadata : metadata.putString(KEY, number.relation() + "." + number.number())).build();
    }

    /** Whether all columns are the same, whatever Delta notes of them besides. */
    public static boolean sameColumns(StructType one, StructType other) {
        return shown(one).equals(shown(other));
    }

    private static StructType shown(StructType columns) {
        return new StructType(Stream.of(columns.fields())
                .map(f -> new StructField(f.name(), f.dataType(), true, only(of(f))))
                .toArray(StructField[]::new));
    }
}
