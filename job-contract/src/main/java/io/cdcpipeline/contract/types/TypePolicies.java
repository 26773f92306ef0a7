package io.cdcpipeline.contract.types;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.Serializable;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A pipeline's policies, table by table.
 *
 * @param text a regular expression that matches {@code schema.table.column} of columns that are texts; null for none
 * @param tables the first that matches counts
 * @param others of all tables that none of those matches
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TypePolicies(String text, List<TablePolicy> tables, TypePolicy others) implements Serializable {

    public static final TypePolicies DEFAULT = new TypePolicies(null, List.of(), TypePolicy.DEFAULT);

    /**
     * What counts for a column. Values of a key must stay apart, so there it keeps its type, and infinity is no NULL.
     *
     * @param table {@code schema.table}
     * @param key whether the column is in the table's key
     */
    public ColumnPolicy of(String table, String column, boolean key) {
        TypePolicy values = of(table);
        return key ? new ColumnPolicy(false, values.inKey()) : new ColumnPolicy(isText(table + "." + column), values);
    }

    private TypePolicy of(String table) {
        return tables.stream()
                .filter(entry -> Pattern.matches(entry.tables(), table))
                .findFirst()
                .map(TablePolicy::policy)
                .orElse(others);
    }

    private boolean isText(String column) {
        return text != null && Pattern.matches(text, column);
    }
}
