package io.cdcpipeline.job.fill;

import io.cdcpipeline.contract.types.TypePolicies;
import io.cdcpipeline.job.decode.TextRows;
import io.cdcpipeline.job.lake.TableId;
import java.io.Serializable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.TaskCompletionListener;

/**
 * What an executor does: it reads ranges of a table in the view of the source that the driver keeps open.
 *
 * @param snapshot the view's name, as {@code pg_export_snapshot()} gave it
 * @param lake the table's columns in the lake; null for none
 */
record FillTask(
        SourceConnections connections,
        String snapshot,
        FilledTable table,
        StructType lake,
        TypePolicies policies,
        FillProgress progress)
        implements FlatMapFunction<Iterator<List<PageRange>>, InternalRow>, Serializable {

    TextRows rows() {
        TableId id = new TableId(table.name().schema(), table.name().name());
        return new TextRows(id, table.columns(), lake, policies);
    }

    @Override
    public Iterator<InternalRow> call(Iterator<List<PageRange>> partition) {
        if (!partition.hasNext()) {
            return List.<InternalRow>of().iterator();
        }
        Connection connection = connections.open();
        TaskContext.get().addTaskCompletionListener((TaskCompletionListener) context -> close(connection));
        try {
            LockedView.join(connection, snapshot);
        } catch (SQLException e) {
            throw SourceException.of("Table " + table.name() + " cannot be read", e);
        }
        return new CopiedRows(connection, this, partition.next().iterator());
    }

    private static void close(Connection connection) {
        try {
            connection.abort(Runnable::run); // a task that was cancelled is in the middle of a COPY
        } catch (SQLException e) {
            throw SourceException.of("A connection to the source cannot be closed", e);
        }
    }
}
