package io.cdcpipeline.contract.types;

/**
 * What counts for one column.
 *
 * @param text it is the text that PostgreSQL prints, whatever its type
 * @param values what becomes of its values else
 */
public record ColumnPolicy(boolean text, TypePolicy values) {}
