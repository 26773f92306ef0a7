package io.cdcpipeline.contract.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cdcpipeline.contract.event.SourceColumn;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * What a table was from a place of the log on.
 *
 * @param lsn the place: the note holds for changes that begin there or later
 * @param follows whether nothing is known to have happened to the columns between the note before and this one
 * @param columns by name; null when nobody knows
 */
public record TableNote(long lsn, boolean follows, Map<String, NotedColumn> columns) {

    private static final JsonMapper JSON = new JsonMapper();

    /** A column as somebody else has it, who does not know its number. */
    public record Named(String name, int type) {}

    /** Whether the columns, which may be a part of the table's, are all here, by name and type. */
    public boolean fits(Collection<Named> some) {
        return columns != null
                && some.stream()
                        .allMatch(c -> columns.containsKey(c.name())
                                && columns.get(c.name()).type() == c.type());
    }

    /**
     * As a note has them, each by its number.
     *
     * @param columns null for one that was dropped; null in all when nobody knows
     */
    static Map<String, NotedColumn> parse(String columns, String initials) throws SQLException {
        if (columns == null) {
            return null;
        }
        try {
            JsonNode firsts = JSON.readTree(initials == null ? "{}" : initials);
            Map<String, NotedColumn> byName = new HashMap<>();
            for (Map.Entry<String, JsonNode> entry : JSON.readTree(columns).properties()) {
                JsonNode column = entry.getValue();
                if (!column.isNull()) {
                    JsonNode first = firsts.path(entry.getKey());
                    String name = column.path("name").asText();
                    byName.put(
                            name,
                            new NotedColumn(
                                    Integer.parseInt(entry.getKey()),
                                    name,
                                    (int) column.path("type").asLong(),
                                    new SourceColumn.Initial(
                                            first.path("text").textValue(),
                                            first.path("known").asBoolean())));
                }
            }
            return byName;
        } catch (JsonProcessingException e) {
            throw new SQLException("No note of columns: " + columns, e);
        }
    }
}
