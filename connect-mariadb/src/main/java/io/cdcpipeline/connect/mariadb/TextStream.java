package io.cdcpipeline.connect.mariadb;

import com.github.shyiko.mysql.binlog.BinaryLogClient;
import com.github.shyiko.mysql.binlog.event.Event;
import com.github.shyiko.mysql.binlog.event.TableMapEventData;
import io.debezium.connector.mariadb.MariaDbOffsetContext;
import io.debezium.connector.mariadb.MariaDbPartition;
import io.debezium.connector.mariadb.MariaDbStreamingChangeEventSource;
import io.debezium.connector.mariadb.metrics.MariaDbStreamingChangeEventSourceMetrics;
import io.debezium.relational.Table;
import io.debezium.relational.TableId;
import io.debezium.util.Clock;
import org.apache.kafka.connect.errors.ConnectException;

/** Debezium's reader of the binlog, with our reader of its events. */
final class TextStream extends MariaDbStreamingChangeEventSource {

    private final TaskParts parts;
    private final CurrentTransaction transaction;

    TextStream(TaskParts parts, MariaDbStreamingChangeEventSourceMetrics metrics, BinaryLogClient client) {
        super(
                parts.config(),
                parts.connections().mainConnection(),
                parts.dispatcher(),
                parts.errors(),
                Clock.system(),
                parts.context(),
                parts.schema(),
                metrics,
                parts.snapshotter(),
                client);
        this.parts = parts;
        this.transaction = CurrentTransaction.of(parts.config().getLogicalName());
        client.setEventDeserializer(new TextEventDeserializer(transaction));
    }

    /**
     * Debezium has each GTID begin a transaction, which a commit ends; a definition has none. Without an end the offset would stay
     * before it for as long as nothing else comes, and would count on with each event of an idle server: at the next start, so
     * many events of later transactions would be left out.
     */
    @Override
    protected void handleQueryEvent(MariaDbPartition partition, MariaDbOffsetContext offset, Event event)
            throws InterruptedException {
        super.handleQueryEvent(partition, offset, event);
        if (transaction.isOfOneStatement()) {
            offset.commitTransaction();
        }
    }

    /**
     * A table that is captured and not known, or has another number of columns than is known, was missed when the task began: a table
     * that is made while a snapshot begins, say. Debezium would fail by it for ever.
     */
    @Override
    protected void handleUpdateTableMetadata(MariaDbPartition partition, MariaDbOffsetContext offset, Event event)
            throws InterruptedException {
        TableMapEventData table = unwrapData(event);
        TableId id = new TableId(table.getDatabase(), null, table.getTable());
        Table known = parts.schema().tableFor(id);
        boolean fits = known != null && known.columns().size() == table.getColumnTypes().length;
        if (!fits && parts.config().getTableFilters().dataCollectionFilter().isIncluded(id)) {
            String problem = "What the connector knows of table " + table.getDatabase() + "." + table.getTable()
                    + " does not fit to its changes in the log";
            transaction.failedBy(problem);
            throw new ConnectException(problem);
        }
        super.handleUpdateTableMetadata(partition, offset, event);
    }
}
