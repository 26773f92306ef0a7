package io.cdcpipeline.connect.mariadb;

import com.github.shyiko.mysql.binlog.BinaryLogClient;
import com.github.shyiko.mysql.binlog.event.Event;
import com.github.shyiko.mysql.binlog.event.EventHeader;
import com.github.shyiko.mysql.binlog.event.EventHeaderV4;
import com.github.shyiko.mysql.binlog.event.RotateEventData;
import com.github.shyiko.mysql.binlog.event.deserialization.EventDeserializer;
import java.io.IOException;

/**
 * Reads a piece of the server's log once, beside the stream, and ends where the log ends at the latest.
 *
 * @param client that is not connected yet and does not wait for more
 */
record LogReading(BinaryLogClient client, EventDeserializer deserializer) {

    /** A place of the log. */
    record Place(String file, long offset) {

        /** Where an event begins; that of a server's sign of life, which is in no file, is of no use. */
        static Place of(String file, EventHeader header) {
            return new Place(file, header instanceof EventHeaderV4 at ? at.getPosition() : 0);
        }
    }

    /** Takes one event after the other. */
    interface Reader {
        /** @return whether that was enough */
        boolean read(Place at, Event event) throws Exception;
    }

    /** @throws IOException when the reader has not had enough: the log ended, or the connection broke */
    void from(Place begin, Reader reader) throws Exception {
        Listener listener = new Listener(client, reader, begin.file());
        client.setBinlogFilename(begin.file());
        client.setBinlogPosition(begin.offset());
        client.setEventDeserializer(deserializer);
        client.registerEventListener(listener::on);
        client.connect();
        if (listener.failure != null) {
            throw listener.failure;
        }
        if (!listener.enough) {
            throw new IOException(
                    "The server's log could not be read on from " + begin + ", only up to " + listener.at);
        }
    }

    private static final class Listener {
        private final BinaryLogClient client;
        private final Reader reader;
        private Place at;
        private boolean enough;
        private Exception failure;

        private Listener(BinaryLogClient client, Reader reader, String file) {
            this.client = client;
            this.reader = reader;
            this.at = new Place(file, 0);
        }

        private void on(Event event) {
            if (enough || failure != null) {
                return; // what was under way already
            }
            String file = event.getData() instanceof RotateEventData next ? next.getBinlogFilename() : at.file();
            at = Place.of(file, event.getHeader());
            try {
                enough = reader.read(at, event);
                if (enough) {
                    client.disconnect();
                }
            } catch (Exception e) {
                giveUp(e);
            }
        }

        /** The client would only log it, and go on. */
        private void giveUp(Exception e) {
            failure = e;
            try {
                client.disconnect();
            } catch (IOException disconnected) {
                e.addSuppressed(disconnected);
            }
        }
    }
}
