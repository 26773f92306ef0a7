package io.cdcpipeline.connect;

import io.cdcpipeline.contract.columns.ColumnMask;
import io.debezium.connector.postgresql.connection.ReplicationMessage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows of one change.
 *
 * @param before null when the source did not send it
 * @param after null for a delete
 */
record Tuples(List<ReplicationMessage.Column> before, List<ReplicationMessage.Column> after) {

    /** @param buffer stands behind the relation's number */
    static Tuples read(ByteBuffer buffer, Relation relation) {
        List<ReplicationMessage.Column> before = null;
        List<ReplicationMessage.Column> after = null;
        while (buffer.hasRemaining()) {
            if (buffer.get() == 'N') {
                after = tuple(buffer, relation);
            } else {
                before = tuple(buffer, relation); // O or K
            }
        }
        return new Tuples(before, after);
    }

    /** Whether a composite has more fields than its type had when the table was described. */
    boolean outgrow(Relation relation) {
        return outgrows(before, relation) || outgrows(after, relation);
    }

    private static boolean outgrows(List<ReplicationMessage.Column> row, Relation relation) {
        int sent = 0;
        for (Relation.Field field : relation.columns()) {
            if (row != null && field.isComposite() && isOutgrown(field, (TextColumn) row.get(sent))) {
                return true;
            }
            sent += field.name() == null ? 0 : 1;
        }
        return false;
    }

    private static boolean isOutgrown(Relation.Field field, TextColumn value) {
        return value.text() != null && CompositeFields.in(value.text()) > field.composite();
    }

    private static List<ReplicationMessage.Column> tuple(ByteBuffer buffer, Relation relation) {
        int count = Short.toUnsignedInt(buffer.getShort());
        List<ReplicationMessage.Column> columns = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Relation.Field field = relation.columns().get(i);
            if (field.name() == null) {
                skip(buffer);
            } else {
                columns.add(value(field, buffer));
            }
        }
        return columns;
    }

    private static void skip(ByteBuffer buffer) {
        if (buffer.get() == 't') {
            int length = buffer.getInt();
            buffer.position(buffer.position() + length);
        }
    }

    private static TextColumn value(Relation.Field field, ByteBuffer buffer) {
        TextColumn sent = value(field.name(), buffer);
        ColumnMask mask = field.mask();
        if (mask == null) {
            return sent;
        }
        if (sent.unchanged()) {
            return mask.knowsUnsent() ? new TextColumn(field.name(), mask.ofUnsent(), false) : sent;
        }
        return new TextColumn(field.name(), mask.of(sent.text()), false);
    }

    private static TextColumn value(String name, ByteBuffer buffer) {
        byte kind = buffer.get();
        return switch (kind) {
            case 'n' -> new TextColumn(name, null, false);
            case 'u' -> new TextColumn(name, null, true);
            case 't' -> new TextColumn(name, text(buffer), false);
            default ->
                throw new IllegalStateException("pgoutput sent a value of kind '" + (char) kind + "' in column '" + name
                        + "', which is not asked for");
        };
    }

    private static String text(ByteBuffer buffer) {
        int length = buffer.getInt();
        int at = buffer.position();
        buffer.position(at + length);
        if (buffer.hasArray()) {
            return new String(buffer.array(), buffer.arrayOffset() + at, length, StandardCharsets.UTF_8);
        }
        byte[] bytes = new byte[length];
        buffer.get(at, bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
