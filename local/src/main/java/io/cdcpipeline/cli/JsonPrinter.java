package io.cdcpipeline.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cdcpipeline.local.LocalException;
import io.cdcpipeline.local.query.LakeColumn;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A result as a JSON array with an object a row; a row a line. */
final class JsonPrinter implements ResultPrinter {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private final PrintWriter out;
    private List<LakeColumn> columns = List.of();
    private boolean first = true;

    JsonPrinter(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void columns(List<LakeColumn> described) {
        requireDistinctNames(described);
        columns = described;
        out.print("[");
    }

    private static void requireDistinctNames(List<LakeColumn> columns) {
        Set<String> names = new HashSet<>();
        for (LakeColumn column : columns) {
            if (!names.add(column.name())) {
                throw new LocalException("Two columns are named " + column.name()
                        + ", and a JSON object holds one of that name: give one another name with AS.");
            }
        }
    }

    @Override
    public void row(List<JsonNode> cells) {
        out.print(first ? "\n" : ",\n");
        first = false;
        ObjectNode row = JSON.createObjectNode();
        for (int i = 0; i < cells.size(); i++) {
            row.set(columns.get(i).name(), cells.get(i));
        }
        try {
            out.print(JSON.writeValueAsString(row));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void finish() {
        out.println("\n]");
        out.flush();
    }
}
