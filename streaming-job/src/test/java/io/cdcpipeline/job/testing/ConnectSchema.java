package io.cdcpipeline.job.testing;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The schemas that Connect's JSON converter writes into each message: of a column, of a key, of Debezium's envelope. */
final class ConnectSchema {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private ConnectSchema() {}

    /** @param type as in {@link SourceTable#column} */
    static ObjectNode column(String name, String type) {
        String[] parts = type.split(":", 2);
        ObjectNode field = NODES.objectNode().put("type", parts[0]).put("optional", true);
        if (parts[0].equals("array")) {
            field.putObject("items").put("type", "string").put("optional", true);
        }
        if (parts.length > 1) {
            field.put("name", parts[1]).put("version", 1);
        }
        return field.put("field", name);
    }

    static ObjectNode numeric(String name, int precision, int scale) {
        ObjectNode field = column(name, "string");
        ObjectNode parameters = field.putObject("parameters");
        parameters.put("__debezium.source.column.type", "NUMERIC");
        parameters.put("__debezium.source.column.length", Integer.toString(precision));
        parameters.put("__debezium.source.column.scale", Integer.toString(scale));
        return field;
    }

    static ObjectNode key(String name, List<ObjectNode> columns, boolean nullable) {
        ObjectNode struct = NODES.objectNode().put("type", "struct");
        ArrayNode fields = struct.putArray("fields");
        columns.forEach(c -> fields.add(c.deepCopy().put("optional", nullable)));
        return struct.put("optional", false).put("name", name + ".Key");
    }

    static ObjectNode envelope(String name, List<ObjectNode> columns) {
        ObjectNode envelope = NODES.objectNode().put("type", "struct");
        ArrayNode fields = envelope.putArray("fields");
        for (String side : List.of("before", "after")) {
            ObjectNode row = fields.addObject().put("type", "struct");
            ArrayNode rowFields = row.putArray("fields");
            columns.forEach(c -> rowFields.add(c.deepCopy()));
            row.put("optional", true).put("field", side);
        }
        return envelope.put("optional", false).put("name", name + ".Envelope");
    }
}
