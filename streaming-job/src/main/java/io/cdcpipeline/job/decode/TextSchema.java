package io.cdcpipeline.job.decode;

import io.cdcpipeline.contract.event.SourceColumn;
import io.cdcpipeline.job.schema.ConnectField;
import java.util.List;

/**
 * The columns of a table, as events have them whose values are texts.
 *
 * @param fields the names that the event has for them
 * @param columns what they are in the source
 */
record TextSchema(List<String> fields, List<SourceColumn> columns) {

    /** As the source has them. */
    List<String> names() {
        return columns.stream().map(SourceColumn::name).toList();
    }

    /** Whether the rows of such events are texts that are described. */
    static boolean isText(ConnectField envelope) {
        ConnectField row = row(envelope);
        return row != null
                && !row.fields().isEmpty()
                && row.fields().get(0).parameters().containsKey(SourceColumn.PARAMETER);
    }

    static TextSchema of(ConnectField envelope) {
        List<ConnectField> fields = row(envelope).fields();
        return new TextSchema(
                fields.stream().map(ConnectField::name).toList(),
                fields.stream()
                        .map(f -> SourceColumn.parse(f.parameters().get(SourceColumn.PARAMETER)))
                        .toList());
    }

    private static ConnectField row(ConnectField envelope) {
        return envelope.fields().stream()
                .filter(f -> f.name().equals("after") && f.type().equals("struct"))
                .findFirst()
                .orElse(null);
    }
}
