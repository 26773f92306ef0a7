package io.cdcpipeline.job.decode;

import io.cdcpipeline.contract.event.SourceColumn;
import io.cdcpipeline.contract.event.SourceRelation;
import io.cdcpipeline.job.schema.Column;
import io.cdcpipeline.job.schema.ColumnNumber;
import io.cdcpipeline.job.schema.Initial;
import io.cdcpipeline.job.schema.RowShape;
import io.cdcpipeline.job.schema.TextRow;
import io.cdcpipeline.job.schema.TextType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Everything that follows from a table's columns in the source and in the lake, worked out once.
 *
 * @param lake the table's columns in the lake for which it was made; null for a table that was not there
 * @param ordinals of the event's fields among the table's columns; -1 for one that the source sends no values of
 * @param before takes the row as it was
 * @param after takes the row afterwards
 * @param whole whether the row before is sent with all of its columns
 */
record TextTable(StructType lake, RowShape shape, int[] ordinals, TextRow before, TextRow after, boolean whole) {

    static TextTable of(TextSchema schema, StructType lake, TablePolicies policies) {
        List<SourceColumn> sent =
                schema.columns().stream().filter(c -> !c.omitted()).toList();
        int[] ordinals = schema.columns().stream().mapToInt(sent::indexOf).toArray();
        List<TextRow.Field> fields = new ArrayList<>();
        List<Column> columns = new ArrayList<>();
        boolean numbered = sent.stream().allMatch(c -> c.alike() == null && ColumnNumber.of(c) != null);
        for (SourceColumn column : sent) {
            TextType type = policies.type(column, lake);
            fields.add(new TextRow.Field(column.name(), type, column.key()));
            Initial initial = Initial.of(column.initial(), type);
            columns.add(new Column(column.name(), type.type(), initial, numbered ? ColumnNumber.of(column) : null));
        }
        sent.stream()
                .filter(c -> c.alike() != null)
                .map(c -> new Column(c.alike(), DataTypes.StringType, new Initial.Null()))
                .forEach(columns::add); // the lake refuses both, by name
        boolean nullableKey = sent.stream().anyMatch(c -> c.key() > 0 && c.nullable());
        RowShape shape = new RowShape(columns, key(sent), nullableKey, relation(schema));
        boolean whole = sent.stream().allMatch(SourceColumn::identity);
        return new TextTable(lake, shape, ordinals, new TextRow(fields), new TextRow(fields), whole);
    }

    private static SourceRelation relation(TextSchema schema) {
        return schema.columns().isEmpty() ? null : schema.columns().get(0).relation();
    }

    private static List<String> key(List<SourceColumn> columns) {
        return columns.stream()
                .filter(c -> c.key() > 0)
                .sorted(Comparator.comparingInt(SourceColumn::key))
                .map(SourceColumn::name)
                .toList();
    }
}
