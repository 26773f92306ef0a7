package io.cdcpipeline.job.decode;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.cdcpipeline.job.lake.TableId;
import io.cdcpipeline.job.schema.JsonRow;
import java.io.IOException;

/** Reads the payload of one change event; holds what the last one said. Not thread-safe. */
final class Envelope {

    private String operation;
    private boolean hasBefore;
    private boolean hasAfter;
    private String schema;
    private String table;
    private String sequence;
    private String snapshot;
    private long lsn;
    private long commitLsn;
    private long transaction;
    private long timeMicros;
    private long ordinal;

    /**
     * @param before gets the row as it was
     * @param after gets the row afterwards
     */
    void read(JsonParser json, JsonRow before, JsonRow after) throws IOException {
        forget();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "before" -> hasBefore = readRow(json, before);
                case "after" -> hasAfter = readRow(json, after);
                case "source" -> readSource(json);
                case "op" -> operation = json.getText();
                default -> json.skipChildren();
            }
        }
    }

    private static boolean readRow(JsonParser json, JsonRow row) throws IOException {
        boolean present = json.currentToken() == JsonToken.START_OBJECT;
        if (present) {
            row.read(json);
        }
        return present;
    }

    void forget() {
        operation = null;
        hasBefore = false;
        hasAfter = false;
        schema = null;
        table = null;
        ordinal = -1;
    }

    private void readSource(JsonParser json) throws IOException {
        sequence = null;
        snapshot = null;
        lsn = 0;
        commitLsn = 0;
        transaction = 0;
        timeMicros = 0;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            if (json.nextToken() == JsonToken.VALUE_NULL) {
                continue;
            }
            switch (field) {
                case "schema" -> schema = json.getText();
                case "table" -> table = json.getText();
                case "sequence" -> sequence = json.getText();
                case "snapshot" -> snapshot = json.getText();
                case "lsn" -> lsn = json.getLongValue();
                case "txId" -> transaction = json.getLongValue();
                case "ts_us" -> timeMicros = json.getLongValue();
                case "commit_lsn" -> commitLsn = json.getLongValue();
                case "order" -> ordinal = json.getLongValue();
                default -> json.skipChildren();
            }
        }
    }

    boolean hasBefore() {
        return hasBefore;
    }

    boolean hasAfter() {
        return hasAfter;
    }

    /** Null when the event does not say. */
    TableId table() {
        return schema == null || table == null ? null : new TableId(schema, table);
    }

    /** Null for an operation that we do not know. */
    Operation operation() {
        if (operation == null) {
            return null;
        }
        return switch (operation) {
            case "r" -> Operation.READ;
            case "c" -> Operation.CREATE;
            case "u" -> Operation.UPDATE;
            case "d" -> Operation.DELETE;
            case "t" -> Operation.TRUNCATE;
            default -> null;
        };
    }

    String operationCode() {
        return operation;
    }

    SourcePosition position() {
        return new SourcePosition(
                new LogPosition(commitLsn > 0 ? commitLsn : commitLsn(sequence), lsn, ordinal),
                timeMicros,
                transaction,
                SnapshotMarker.of(snapshot));
    }

    /** The first of the two numbers in {@code ["22241088","22241144"]}; 0 for {@code [null,"22241144"]}. */
    static long commitLsn(String sequence) {
        long number = 0;
        boolean digits = false;
        for (int i = 0; sequence != null && i < sequence.length(); i++) {
            char c = sequence.charAt(i);
            if (c >= '0' && c <= '9') {
                number = number * 10 + (c - '0');
                digits = true;
            } else if (digits || c == ',') {
                break;
            }
        }
        return number;
    }
}
