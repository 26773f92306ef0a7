package io.cdcpipeline.job.engine;

import io.cdcpipeline.job.schema.RowShape;
import java.util.Set;

/**
 * What becomes one commit of one Delta table.
 *
 * @param clear whether all rows go before these come
 * @param append whether no row's key is in the table: they can be added without a look at it
 * @param kept ordinals of the columns of which some row keeps the table's value
 * @param transaction makes the commit happen once only
 * @param metadata the commit's user metadata
 */
public record TableCommit(
        String path,
        RowShape shape,
        boolean clear,
        boolean append,
        Set<Integer> kept,
        OperationSource rows,
        Transaction transaction,
        String metadata) {

    /**
     * @param application who writes
     * @param version grows from commit to commit
     */
    public record Transaction(String application, long version) {}
}
