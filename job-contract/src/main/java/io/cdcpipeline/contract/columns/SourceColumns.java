package io.cdcpipeline.contract.columns;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What becomes of the columns of all tables before they leave the source's side: in the connector, and where the job itself reads
 * tables.
 *
 * @param tables the first that matches a table counts, whole
 * @param salt the file that holds it; null where nothing is hashed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SourceColumns(List<TableColumns> tables, String salt) implements Serializable {

    public static final SourceColumns NONE = new SourceColumns(List.of(), null);

    private static final JsonMapper JSON = new JsonMapper();

    /** @param table {@code schema.table} */
    public TableMasks of(String table) {
        return tables.stream()
                .filter(t -> Pattern.matches(t.tables(), table))
                .findFirst()
                .filter(t -> !t.rules().isEmpty() || !t.key().isEmpty())
                .map(t -> new TableMasks(t.rules(), t.key(), salt == null ? null : new Salt(salt)))
                .orElse(TableMasks.NONE);
    }

    public String toJson() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws UncheckedIOException when it is not JSON of this form */
    public static SourceColumns parse(String json) {
        try {
            return JSON.readValue(json, SourceColumns.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("'" + json + "' is not what becomes of columns", e);
        }
    }
}
