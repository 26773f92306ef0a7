package io.cdcpipeline.connect;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * pgoutput's Relation message: what the table is at that place in the log.
 *
 * @param id by which the messages of its rows call it
 * @param identity {@code pg_class.relreplident}: d, n, f or i
 */
record RelationMessage(int id, String schema, String table, char identity, List<Attribute> columns) {

    /**
     * One column.
     *
     * @param identity whether it is part of the replica identity
     * @param type its type's oid
     */
    record Attribute(String name, boolean identity, int type, int modifier) {}

    static RelationMessage read(ByteBuffer buffer) {
        int id = buffer.getInt();
        String schema = text(buffer);
        String table = text(buffer);
        char identity = (char) buffer.get();
        int count = Short.toUnsignedInt(buffer.getShort());
        List<Attribute> columns = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            boolean key = (buffer.get() & 1) != 0;
            columns.add(new Attribute(text(buffer), key, buffer.getInt(), buffer.getInt()));
        }
        return new RelationMessage(id, schema.isEmpty() ? "pg_catalog" : schema, table, identity, columns);
    }

    private static String text(ByteBuffer buffer) {
        int start = buffer.position();
        while (buffer.get() != 0) {
            // up to the zero that ends it
        }
        byte[] bytes = new byte[buffer.position() - 1 - start];
        buffer.get(start, bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
