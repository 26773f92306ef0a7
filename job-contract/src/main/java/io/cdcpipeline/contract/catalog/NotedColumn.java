package io.cdcpipeline.contract.catalog;

import io.cdcpipeline.contract.event.SourceColumn;

/**
 * A column in a note.
 *
 * @param number its {@code attnum}
 * @param type its type's oid
 * @param initial what rows have that were there before it, as the first note of it said
 */
public record NotedColumn(int number, String name, int type, SourceColumn.Initial initial) {}
