package io.cdcpipeline.contract.columns;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.Serializable;
import java.util.List;

/**
 * What becomes of the columns of some tables.
 *
 * @param tables a regular expression that matches {@code schema.table} of those that it is for
 * @param rules of which the first that matches a column counts
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record TableColumns(String tables, List<ColumnRule> rules) implements Serializable {

    public TableColumns {
        rules = rules == null ? List.of() : List.copyOf(rules);
    }
}
