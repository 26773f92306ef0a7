package io.cdcpipeline.job.schema;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.expressions.codegen.UnsafeRowWriter;
import org.apache.spark.unsafe.types.UTF8String;

/** Reads JSON objects of one Connect schema into unsafe rows, without an object in between. Not thread-safe. */
public final class RowReader implements JsonRow {

    private static final byte KEPT = '1';
    private static final byte SET = '0';

    private final String[] names;
    private final ColumnType[] types;
    private final boolean[] mayBeKept;
    private final Map<String, Integer> ordinals = new HashMap<>();
    private final int lead;
    private final Placeholder placeholder;
    private final UnsafeRowWriter row;
    private final boolean[] seen;
    private final byte[] kept;
    private boolean anyKept;
    private String problem;

    /**
     * @param lead how many fields to leave free in front of the columns: none in front of a key's; with two or more, the
     *     second one gets the columns that keep their value
     */
    public RowReader(List<ConnectField> fields, int lead, Placeholder placeholder) {
        this.names = fields.stream().map(ConnectField::name).toArray(String[]::new);
        this.types = fields.stream()
                .map(f -> lead == 0 ? ColumnTypes.ofKey(f) : ColumnTypes.of(f))
                .toArray(ColumnType[]::new);
        this.lead = lead;
        this.placeholder = placeholder;
        this.mayBeKept = new boolean[names.length];
        for (int i = 0; i < names.length; i++) {
            ordinals.put(names[i], i);
            mayBeKept[i] = fields.get(i).mayBeLarge();
        }
        this.row = new UnsafeRowWriter(lead + names.length, 256);
        this.seen = new boolean[names.length];
        this.kept = new byte[names.length];
    }

    /** The ordinal of a column among the columns, or -1. */
    public int ordinal(String name) {
        return ordinals.getOrDefault(name, -1);
    }

    public ColumnType type(int column) {
        return types[column];
    }

    /**
     * Reads all of the object, also when one of its values cannot be kept: {@link #bytes} says so then.
     *
     * @param json stands on the object's start; afterwards on its end
     */
    @Override
    public void read(JsonParser json) throws IOException {
        start();
        readFields(json);
        finish();
    }

    /** Reads an object with some of the columns: the others are marked as kept. */
    public void readPart(JsonParser json) throws IOException {
        start();
        readFields(json);
        for (int i = 0; i < seen.length; i++) {
            kept[i] = seen[i] ? SET : KEPT;
            anyKept |= !seen[i];
        }
        finish();
    }

    private void start() {
        row.reset();
        row.zeroOutNullBytes();
        Arrays.fill(seen, false);
        Arrays.fill(kept, SET);
        anyKept = false;
        problem = null;
    }

    private void readFields(JsonParser json) throws IOException {
        int next = 0;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            int column = next < names.length && names[next].equals(name) ? next : ordinal(name);
            next = column + 1;
            JsonToken value = json.nextToken();
            if (column < 0) {
                json.skipChildren();
            } else if (value != JsonToken.VALUE_NULL) {
                readValue(json, column);
            }
        }
    }

    private void readValue(JsonParser json, int column) throws IOException {
        if (mayBeKept[column] && isUnchanged(json, column)) {
            kept[column] = KEPT;
            anyKept = true;
            return;
        }
        if (seen[column]) {
            return;
        }
        try {
            types[column].reader().read(json, row, lead + column);
            seen[column] = true;
        } catch (UnreadableValue | InputCoercionException | NumberFormatException e) {
            problem = "column '" + names[column] + "': " + e.getMessage();
        }
    }

    /** A list or structure that is no placeholder is written here: the parser has gone past it. */
    private boolean isUnchanged(JsonParser json, int column) throws IOException {
        JsonToken token = json.currentToken();
        if (token == JsonToken.VALUE_STRING) {
            return placeholder.mayBe(json.getTextLength()) && placeholder.is(json.getText());
        }
        if (!token.isStructStart()) {
            return false;
        }
        String text = TextReaders.asText(json);
        if (placeholder.is(text)) {
            return true;
        }
        row.write(lead + column, UTF8String.fromString(text));
        seen[column] = true;
        return false;
    }

    private void finish() {
        for (int i = 0; i < seen.length; i++) {
            if (!seen[i]) {
                row.setNullAt(lead + i);
            }
        }
        if (lead > 1 && anyKept) {
            row.write(1, UTF8String.fromBytes(kept.clone()));
        } else if (lead > 1) {
            row.setNullAt(1);
        }
    }

    /** Whether the last row has a value in that column, other than NULL. */
    public boolean isSet(int column) {
        return seen[column];
    }

    /** Whether a column of the last row keeps its value. */
    public boolean anyKept() {
        return anyKept;
    }

    /**
     * The last row's bytes, a copy.
     *
     * @param operation what stands in the first field, if there is one in front of the columns
     * @throws UnreadableValue when a value had no exact place in the row
     */
    public byte[] bytes(byte operation) throws UnreadableValue {
        if (problem != null) {
            throw new UnreadableValue(problem);
        }
        if (lead > 0) {
            row.write(0, operation);
        }
        return row.getRow().copy().getBytes();
    }
}
