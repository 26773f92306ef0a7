package io.cdcpipeline.job.schema;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cdcpipeline.contract.event.SourceColumn;
import java.io.IOException;
import java.io.Serializable;
import java.util.Set;
import org.apache.spark.sql.catalyst.expressions.codegen.UnsafeRowWriter;

/** What rows have in a column that was added after them. */
public sealed interface Initial extends Serializable {

    /** Null: the column has no default; if it is required all the same, the source has filled it row by row. */
    record Null() implements Initial {}

    /** @param row the value, as an unsafe row of one field */
    record Constant(byte[] row) implements Initial {}

    /** Not null, but no event says what: each row got its own, or one that the connector does not know. */
    record Unknown() implements Initial {}

    ObjectMapper JSON = new ObjectMapper();

    /**
     * What Debezium's {@code PostgresDefaultValueConverter} says when a function makes the value. Zero, false and the
     * empty text, which it says for functions too, are almost always meant: they are not listed.
     */
    Set<String> MADE_BY_FUNCTIONS =
            Set.of("00000000-0000-0000-0000-000000000000", "1970-01-01T00:00:00.000000Z", "1970-01-01T00:00:00Z");

    /** What the source gave the rows that were there, as a text. */
    static Initial of(SourceColumn.Initial initial, TextType type) {
        if (!initial.known()) {
            return new Unknown();
        }
        if (initial.text() == null) {
            return new Null();
        }
        UnsafeRowWriter row = new UnsafeRowWriter(1);
        row.reset();
        row.zeroOutNullBytes();
        try {
            type.read(Text.of(initial.text()), row, 0);
        } catch (UnreadableValue | NumberFormatException e) {
            return new Unknown();
        }
        return new Constant(row.getRow().copy().getBytes());
    }

    /** A default of the column, as it stands in the event's schema. */
    static Initial of(ConnectField field, ColumnType type) {
        JsonNode value = field.initial();
        if (value == null) {
            return new Null();
        }
        boolean epoch = field.semantic().startsWith("io.debezium.time.") && value.isNumber() && value.asLong() == 0;
        boolean serial = field.sourceType().endsWith("SERIAL");
        return epoch || serial || MADE_BY_FUNCTIONS.contains(value.asText()) ? new Unknown() : read(value, type);
    }

    private static Initial read(JsonNode value, ColumnType type) {
        UnsafeRowWriter row = new UnsafeRowWriter(1);
        row.reset();
        row.zeroOutNullBytes();
        try (JsonParser json = JSON.treeAsTokens(value)) {
            json.nextToken();
            type.reader().read(json, row, 0);
        } catch (IOException | NumberFormatException e) {
            return new Unknown();
        }
        return new Constant(row.getRow().copy().getBytes());
    }
}
