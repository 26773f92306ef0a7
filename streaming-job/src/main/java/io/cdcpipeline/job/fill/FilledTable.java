package io.cdcpipeline.job.fill;

import io.cdcpipeline.contract.catalog.TableName;
import io.cdcpipeline.contract.columns.TableMasks;
import io.cdcpipeline.contract.event.SourceColumn;
import java.io.Serializable;
import java.util.List;

/**
 * A table of the source as a fill reads it.
 *
 * @param oid of the table
 * @param columns that are read, in the order in which they are
 * @param masks what becomes of their values
 * @param filter which rows are published, as SQL; null for all
 * @param parts what holds the rows: the table itself, or its partitions
 * @param source what the catalogue says of it besides
 */
record FilledTable(
        TableName name,
        long oid,
        List<SourceColumn> columns,
        TableMasks masks,
        String filter,
        List<Part> parts,
        SourceTable source)
        implements Serializable {

    /**
     * @param only whether rows of the table's children are others' business
     * @param pages how large it is; 0 when it is to be read in one piece
     * @param pageBytes of one page
     */
    record Part(TableName name, boolean only, long pages, int pageBytes) implements Serializable {

        long bytes() {
            return pages * pageBytes;
        }
    }
}
