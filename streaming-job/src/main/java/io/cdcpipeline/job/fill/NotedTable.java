package io.cdcpipeline.job.fill;

import io.cdcpipeline.contract.event.SourceColumn;
import java.util.List;

/**
 * What a table's newest note and the catalogue together say of it now.
 *
 * @param relation its oid
 * @param lsn the place of the log from which on it is so
 * @param columns that are sent, each with its number and with what rows have that were there before it
 */
public record NotedTable(long relation, long lsn, List<SourceColumn> columns) {}
