package io.cdcpipeline.connect.mariadb;

import com.github.shyiko.mysql.binlog.event.DeleteRowsEventData;
import com.github.shyiko.mysql.binlog.event.Event;
import com.github.shyiko.mysql.binlog.event.EventData;
import com.github.shyiko.mysql.binlog.event.EventType;
import com.github.shyiko.mysql.binlog.event.MariadbGtidEventData;
import com.github.shyiko.mysql.binlog.event.TableMapEventData;
import com.github.shyiko.mysql.binlog.event.UpdateRowsEventData;
import com.github.shyiko.mysql.binlog.event.WriteRowsEventData;
import com.github.shyiko.mysql.binlog.event.deserialization.EventDeserializer;
import com.github.shyiko.mysql.binlog.io.ByteArrayInputStream;
import io.debezium.connector.binlog.event.StopEventDataDeserializer;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;

/** Reads the binlog's events, with our texts of dates and times, and keeps count of the transaction's rows. Not thread-safe. */
final class TextEventDeserializer extends EventDeserializer {

    private final CurrentTransaction transaction;
    private final Map<Long, TableMapEventData> tables;
    private ConnectException refused;

    TextEventDeserializer(CurrentTransaction transaction) {
        this(transaction, new HashMap<>());
    }

    private TextEventDeserializer(CurrentTransaction transaction, Map<Long, TableMapEventData> tables) {
        this.transaction = transaction;
        this.tables = tables;
        setEventDataDeserializer(EventType.STOP, new StopEventDataDeserializer());
        setEventDataDeserializer(EventType.WRITE_ROWS, new RowTexts.Inserted(tables));
        setEventDataDeserializer(EventType.UPDATE_ROWS, new RowTexts.Updated(tables));
        setEventDataDeserializer(EventType.DELETE_ROWS, new RowTexts.Deleted(tables));
    }

    @Override
    public Event nextEvent(ByteArrayInputStream in) throws IOException {
        Event event = super.nextEvent(in);
        if (refused == null && event != null) {
            try {
                follow(event, event.getData());
            } catch (ConnectException e) {
                refused = e;
            }
        }
        if (refused != null) {
            throw refused; // of all that come, too: the client goes on with the next event until it is stopped
        }
        return event;
    }

    private void follow(Event event, EventData data) {
        if (data instanceof TableMapEventData table) {
            tables.put(table.getTableId(), table);
        } else if (data instanceof MariadbGtidEventData gtid) {
            boolean standalone = (gtid.getFlags() & MariadbGtidEventData.FL_STANDALONE) != 0;
            transaction.begin(gtid.getDomainId(), gtid.getSequence(), standalone);
        } else if (event.getHeader().getEventType() == EventType.ROTATE
                && event.getHeader().getTimestamp() != 0) {
            tables.clear(); // numbers of tables begin anew with each file
        } else {
            count(data, transaction);
        }
    }

    /** Tells a transaction that an event with rows is next. */
    static void count(EventData data, CurrentTransaction transaction) {
        if (data instanceof WriteRowsEventData rows) {
            transaction.rows(rows.getRows().size());
        } else if (data instanceof UpdateRowsEventData rows) {
            transaction.rows(rows.getRows().size());
        } else if (data instanceof DeleteRowsEventData rows) {
            transaction.rows(rows.getRows().size());
        }
    }
}
