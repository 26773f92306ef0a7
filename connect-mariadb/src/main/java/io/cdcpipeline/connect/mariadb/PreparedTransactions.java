package io.cdcpipeline.connect.mariadb;

import com.github.shyiko.mysql.binlog.event.Event;
import com.github.shyiko.mysql.binlog.event.EventData;
import com.github.shyiko.mysql.binlog.event.EventType;
import com.github.shyiko.mysql.binlog.event.MariadbGtidEventData;
import com.github.shyiko.mysql.binlog.event.QueryEventData;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps the rows of transactions that are prepared (XA) until they are over. The log has their rows where they are prepared, where
 * nobody can see them yet, and later but a statement that says what became of them. Those that do not fit into memory are not kept:
 * they are in the log still. Not thread-safe.
 */
final class PreparedTransactions {

    /** What tells a transaction's rows, and of which tables they are. */
    static final Set<EventType> ROWS = EnumSet.of(
            EventType.TABLE_MAP,
            EventType.WRITE_ROWS,
            EventType.UPDATE_ROWS,
            EventType.DELETE_ROWS,
            EventType.EXT_WRITE_ROWS,
            EventType.EXT_UPDATE_ROWS,
            EventType.EXT_DELETE_ROWS);

    /** MariaDB's {@code FL_PREPARED_XA}, which the library does not name. */
    private static final int PREPARED = 64;

    private static final String END = "XA END ";

    private final long bound;
    private final Map<String, Rows> byName = new HashMap<>();
    private long bytes;
    /** Of the transaction whose events are coming; null when it is none that is prepared. */
    private Rows current;

    /** @param bound of the bytes of all events that are kept */
    PreparedTransactions(long bound) {
        this.bound = bound;
    }

    private static final class Rows {
        private String name;
        private long bytes;
        private List<Event> events = new ArrayList<>();
    }

    static boolean isBegin(EventData data) {
        return data instanceof MariadbGtidEventData gtid && (gtid.getFlags() & PREPARED) != 0;
    }

    static boolean isRows(Event event) {
        return ROWS.contains(event.getHeader().getEventType());
    }

    /** The name of the prepared transaction whose rows end with the event, in the form in which the log has it; null for none. */
    static String ended(EventData data) {
        return data instanceof QueryEventData query && query.getSql().startsWith(END)
                ? query.getSql().substring(END.length()).trim()
                : null;
    }

    /** Whether the event is kept until its transaction is committed; all others go their way. */
    boolean holds(Event event) {
        EventData data = event.getData();
        if (data instanceof MariadbGtidEventData) {
            drop(current); // a connection broke in the middle of it: it may come again, or what comes may be another
            // one
            current = isBegin(data) ? new Rows() : null;
        } else if (current != null && isRows(event)) {
            keep(event);
            return true;
        } else if (current != null && ended(data) != null) {
            current.name = ended(data);
        } else if (current != null && event.getHeader().getEventType() == EventType.XA_PREPARE) {
            drop(byName.put(current.name, current));
            current = null;
        }
        return false;
    }

    private void keep(Event event) {
        if (current.events == null) {
            return;
        }
        long length = Math.max(0, event.getHeader().getDataLength());
        if (bytes + length > bound) {
            drop(current);
            current.events = null;
            return;
        }
        current.events.add(event);
        current.bytes += length;
        bytes += length;
    }

    private void drop(Rows rows) {
        if (rows != null) {
            bytes -= rows.bytes;
            rows.bytes = 0;
        }
    }

    /** The transaction is over. @return the events of its rows, in their order; empty when only the log has them */
    Optional<List<Event>> take(String name) {
        Rows rows = byName.remove(name);
        drop(rows);
        return rows == null ? Optional.empty() : Optional.ofNullable(rows.events);
    }
}
