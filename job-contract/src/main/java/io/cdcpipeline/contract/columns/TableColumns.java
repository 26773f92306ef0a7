package io.cdcpipeline.contract.columns;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.Serializable;
import java.util.List;

/**
 * What becomes of the columns of some tables.
 *
 * @param tables a regular expression that matches {@code schema.table} of those that it is for
 * @param rules of which the first that matches a column counts
 * @param key names of the columns that tell the table's rows apart, in the key's order; empty for what the source says
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record TableColumns(String tables, List<ColumnRule> rules, List<String> key) implements Serializable {

    /** Of tables whose key is the source's. */
    public TableColumns(String tables, List<ColumnRule> rules) {
        this(tables, rules, List.of());
    }

    public TableColumns {
        rules = rules == null ? List.of() : List.copyOf(rules);
        key = key == null ? List.of() : List.copyOf(key);
    }
}
