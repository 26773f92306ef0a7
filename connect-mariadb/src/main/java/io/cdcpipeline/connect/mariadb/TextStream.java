package io.cdcpipeline.connect.mariadb;

import com.github.shyiko.mysql.binlog.BinaryLogClient;
import com.github.shyiko.mysql.binlog.event.Event;
import com.github.shyiko.mysql.binlog.event.EventHeaderV4;
import com.github.shyiko.mysql.binlog.event.QueryEventData;
import com.github.shyiko.mysql.binlog.event.TableMapEventData;
import io.cdcpipeline.connect.mariadb.LogReading.Place;
import io.debezium.connector.mariadb.MariaDbOffsetContext;
import io.debezium.connector.mariadb.MariaDbPartition;
import io.debezium.connector.mariadb.MariaDbStreamingChangeEventSource;
import io.debezium.connector.mariadb.metrics.MariaDbStreamingChangeEventSourceMetrics;
import io.debezium.relational.Table;
import io.debezium.relational.TableId;
import io.debezium.util.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.connect.errors.ConnectException;

/** Debezium's reader of the binlog, with our reader of its events. */
final class TextStream extends MariaDbStreamingChangeEventSource {

    /** What is kept of transactions that are prepared; what is beyond is read again from the log when it is committed. */
    private static final long KEPT_BYTES = 16 << 20;

    private static final String COMMIT = "XA COMMIT ";
    private static final String ROLLBACK = "XA ROLLBACK ";

    private final TaskParts parts;
    private final CurrentTransaction transaction;
    private final PreparedTransactions prepared = new PreparedTransactions(KEPT_BYTES);
    private ChangeEventSourceContext context;

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

    /** Rows of a transaction that is but prepared are nobody's yet: they come where the log says that it is committed. */
    @Override
    protected void handleEvent(
            MariaDbPartition partition, MariaDbOffsetContext offset, ChangeEventSourceContext source, Event event) {
        context = source;
        if (event == null || !prepared.holds(event)) {
            super.handleEvent(partition, offset, source, event);
        }
    }

    /**
     * Debezium has each GTID begin a transaction, which a commit ends; a definition has none, nor has what is done with a prepared
     * transaction. Without an end the offset would stay before it for as long as nothing else comes, and would count on with each
     * event of an idle server: at the next start, so many events of later transactions would be left out.
     */
    @Override
    protected void handleQueryEvent(MariaDbPartition partition, MariaDbOffsetContext offset, Event event)
            throws InterruptedException {
        super.handleQueryEvent(partition, offset, event);
        QueryEventData statement = unwrapData(event);
        String sql = statement.getSql().trim();
        boolean over = sql.startsWith(COMMIT) || sql.startsWith(ROLLBACK);
        if (sql.startsWith(COMMIT)) {
            commit(partition, offset, sql.substring(COMMIT.length()), event);
        } else if (over) {
            prepared.take(sql.substring(ROLLBACK.length()));
        }
        if (over || transaction.isOfOneStatement()) {
            offset.commitTransaction();
        }
    }

    @Override
    protected void prepareTransaction(MariaDbOffsetContext offset, Event event) throws InterruptedException {
        super.prepareTransaction(offset, event);
        offset.commitTransaction();
    }

    private void commit(MariaDbPartition partition, MariaDbOffsetContext offset, String name, Event end)
            throws InterruptedException {
        Optional<List<Event>> kept = prepared.take(name);
        if (kept.isPresent()) {
            for (Event rows : kept.get()) {
                give(partition, offset, rows);
            }
        } else {
            readAgain(partition, offset, name, end);
        }
        // Those were elsewhere in the log; the offset goes on from here.
        if (end.getHeader() instanceof EventHeaderV4 at) {
            offset.setEventPosition(at.getPosition(), at.getEventLength());
        }
    }

    private void readAgain(MariaDbPartition partition, MariaDbOffsetContext offset, String name, Event end)
            throws InterruptedException {
        Place place = Place.of(offset.getSource().binlogFilename(), end.getHeader());
        boolean found;
        try {
            List<String> files = new LogPlace(parts.connections().mainConnection()).files();
            found = new PreparedInLog(this::another).read(name, files, place, rows -> give(partition, offset, rows));
        } catch (InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            // Its cause tells Debezium whether it is to be tried again.
            throw new ConnectException("The rows of the transaction " + COMMIT + name + " could not be read", e);
        }
        if (!found) {
            fail("A transaction was committed (" + COMMIT + name
                    + ") whose rows the server's log does not have any more: they were purged since it was prepared");
        }
    }

    private BinaryLogClient another() {
        var config = parts.config();
        BinaryLogClient client =
                new BinaryLogClient(config.getHostName(), config.getPort(), config.getUserName(), config.getPassword());
        configureBinaryLogClient(
                client, config, new HashMap<>(), parts.connections().mainConnection());
        client.setKeepAlive(false);
        client.setBlocking(false);
        return client;
    }

    /** Through all that Debezium does with an event: a task that begins in the middle has to count them alike. */
    private void give(MariaDbPartition partition, MariaDbOffsetContext offset, Event rows) throws InterruptedException {
        TextEventDeserializer.count(rows.getData(), transaction);
        super.handleEvent(partition, offset, context, rows);
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedException();
        }
        if (parts.errors().getProducerThrowable() != null) {
            throw new ConnectException(parts.errors().getProducerThrowable());
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
            fail("What the connector knows of table " + table.getDatabase() + "." + table.getTable()
                    + " does not fit to its changes in the log");
        }
        super.handleUpdateTableMetadata(partition, offset, event);
    }

    /** The next task reads all anew. */
    private void fail(String problem) {
        transaction.failedBy(problem);
        throw new ConnectException(problem);
    }
}
