package io.cdcpipeline.local.verify;

import io.cdcpipeline.contract.types.Infinity;
import io.cdcpipeline.contract.types.TypePolicies;

/**
 * What the manifest says of a column.
 *
 * @param text it is the text that PostgreSQL prints
 * @param infinityIsNull dates and timestamps without an end are NULL
 */
record ColumnPolicy(boolean text, boolean infinityIsNull) {

    static final ColumnPolicy NONE = new ColumnPolicy(false, false);

    static ColumnPolicy of(TypePolicies policies, SourceTable table, SourceColumn column) {
        boolean key = table.key().contains(column.name());
        boolean text = !key && policies.isText(table + "." + column.name());
        return new ColumnPolicy(text, !key && policies.of(table.toString()).infinity() == Infinity.NULL);
    }
}
