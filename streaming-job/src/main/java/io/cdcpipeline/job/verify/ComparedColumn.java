package io.cdcpipeline.job.verify;

import io.cdcpipeline.contract.columns.ColumnMask;

/**
 * A column of a source table.
 *
 * @param type PostgreSQL's name of its type, without length; the base type of a domain
 * @param array whether it is an array
 * @param mask what becomes of its values on their way; null for nothing
 */
record ComparedColumn(String name, String type, boolean array, ColumnMask mask) {

    /** As SQL writes it, whatever letters it has. */
    String quoted() {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
