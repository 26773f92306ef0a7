package io.cdcpipeline.connect.mariadb;

import com.github.shyiko.mysql.binlog.BinaryLogClient;
import com.github.shyiko.mysql.binlog.event.Event;
import com.github.shyiko.mysql.binlog.event.EventType;
import com.github.shyiko.mysql.binlog.event.MariadbGtidEventData;
import com.github.shyiko.mysql.binlog.event.deserialization.EventDeserializer;
import com.github.shyiko.mysql.binlog.event.deserialization.NullEventDataDeserializer;
import io.cdcpipeline.connect.mariadb.LogReading.Place;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;

/**
 * Finds the rows of a prepared transaction where the log has them: for a task that hears of its end and not of its beginning, or
 * could not keep them.
 *
 * @param clients new ones, for {@link LogReading}
 */
record PreparedInLog(Supplier<BinaryLogClient> clients) {

    private static final int FIRST = 4;

    /** Takes the events of rows, in their order. */
    interface Rows {
        void read(Event event) throws Exception;
    }

    /** @param number of the GTID under which it was prepared */
    private record Found(Place place, long number) {}

    /**
     * @param name as the log has it
     * @param files of the log, in their order
     * @param end where the log says that it was committed
     * @return false when the log does not have it any more
     */
    boolean read(String name, List<String> files, Place end, Rows rows) throws Exception {
        for (int i = files.indexOf(end.file()); i >= 0; i--) {
            String file = files.get(i);
            Search search = new Search(name, file.equals(end.file()) ? end : new Place(file, Long.MAX_VALUE));
            new LogReading(clients.get(), withoutRows()).from(new Place(file, FIRST), search);
            if (search.last != null) {
                give(search.last, rows);
                return true;
            }
        }
        return false;
    }

    private static EventDeserializer withoutRows() {
        EventDeserializer ends = new EventDeserializer();
        for (EventType type : PreparedTransactions.ROWS) {
            ends.setEventDataDeserializer(type, new NullEventDataDeserializer());
        }
        return ends;
    }

    /** The last one of that name in a file, before a place: a name is free again when its transaction is over. */
    private static final class Search implements LogReading.Reader {
        private final String name;
        private final Place end;
        private Found begun;
        private Found last;

        private Search(String name, Place end) {
            this.name = name;
            this.end = end;
        }

        @Override
        public boolean read(Place at, Event event) {
            if (!at.file().equals(end.file()) || at.offset() >= end.offset()) {
                return true;
            }
            if (event.getData() instanceof MariadbGtidEventData gtid) {
                begun = PreparedTransactions.isBegin(gtid) ? new Found(at, gtid.getSequence()) : null;
            } else if (begun != null && name.equals(PreparedTransactions.ended(event.getData()))) {
                last = begun;
            }
            return false;
        }
    }

    private void give(Found found, Rows rows) throws Exception {
        boolean[] begun = {false};
        new LogReading(clients.get(), new TextEventDeserializer(new CurrentTransaction()))
                .from(found.place(), (at, event) -> {
                    if (event.getData() instanceof MariadbGtidEventData gtid) {
                        if (gtid.getSequence() != found.number()) {
                            throw new IOException("The log is another one at " + found.place() + " than a moment ago");
                        }
                        begun[0] = true;
                    } else if (begun[0] && PreparedTransactions.isRows(event)) {
                        rows.read(event);
                    }
                    return begun[0] && event.getHeader().getEventType() == EventType.XA_PREPARE;
                });
    }
}
