package io.cdcpipeline.connect;

import io.cdcpipeline.contract.event.CompactFormat;
import io.cdcpipeline.contract.event.SourceColumn;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/** Writes one event after another in the compact form. Not thread-safe. */
final class CompactEvent {

    private final AvroWriter out = new AvroWriter();

    /** @param most characters that a value may have to stay; of a larger one only its size is told */
    byte[] write(EventSchemas.Known schema, Struct event, int most) {
        begin(schema, event);
        row(schema.fields(), event.getStruct(EventFields.BEFORE), most);
        row(schema.fields(), event.getStruct(EventFields.AFTER), most);
        return out.toBytes();
    }

    private void begin(EventSchemas.Known schema, Struct event) {
        Struct source = event.getStruct(EventFields.SOURCE);
        out.reset();
        out.raw(schema.header());
        out.number(CompactFormat.OPERATIONS.indexOf(event.getString(EventFields.OPERATION)));
        out.number(snapshot(source.getWithoutDefault(EventFields.SNAPSHOT)));
        out.number(number(source, EventFields.COMMIT_LSN));
        out.number(number(source, EventFields.LSN));
        out.number(number(source, EventFields.ORDER));
        out.number(number(source, EventFields.TRANSACTION));
        out.number(number(source, EventFields.TIME));
    }

    private static long number(Struct source, String field) {
        Object value = source.getWithoutDefault(field);
        return value == null ? 0 : (Long) value;
    }

    /** From {@code SnapshotRecord}: a row that was read for a table that is already there is none of a snapshot's. */
    private static int snapshot(Object marker) {
        if (marker == null) {
            return 0;
        }
        return switch (marker.toString()) {
            case "false", "incremental" -> 0;
            case "first", "first_in_data_collection" -> 1;
            default -> 2;
        };
    }

    private void row(List<String> fields, Struct row, int most) {
        out.number(row == null ? 0 : 1);
        if (row == null) {
            return;
        }
        Schema schema = row.schema();
        for (int i = 0; i < fields.size(); i++) {
            value((String) row.getWithoutDefault(schema.fields().get(i).name()), most);
        }
    }

    private void value(String text, int most) {
        if (text == null) {
            out.number(CompactFormat.NULL);
        } else if (text.equals(SourceColumn.UNCHANGED)) {
            out.number(CompactFormat.UNCHANGED);
        } else if (text.length() > most) {
            out.number(CompactFormat.OMITTED);
            out.number(text.getBytes(StandardCharsets.UTF_8).length);
        } else {
            out.number(CompactFormat.TEXT);
            out.text(text);
        }
    }
}
