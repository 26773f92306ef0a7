package io.cdcpipeline.contract;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What some tables are in the lake.
 *
 * @param tables a regular expression that matches {@code schema.table} of those that it is for
 * @param target the name that they have in the lake, with the placeholders {@code {schema}} and {@code {table}} and one dot;
 *     null for their own
 * @param delta what is said of the Delta table; null for {@link DeltaSettings#NONE}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TableSetting(String tables, TableMode mode, String target, DeltaSettings delta) {

    /** Of tables that are in the lake as Delta makes them, by the names that they have in the source. */
    public TableSetting(String tables, TableMode mode) {
        this(tables, mode, null, null);
    }
}
