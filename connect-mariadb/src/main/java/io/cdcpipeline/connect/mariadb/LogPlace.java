package io.cdcpipeline.connect.mariadb;

import io.debezium.connector.mariadb.MariaDbOffsetContext;
import io.debezium.jdbc.JdbcConnection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether the server's log still goes on from where a connector has read it. Debezium looks at what the server has written, not at
 * what it has purged: it would ask for events that are gone, again and again.
 */
record LogPlace(JdbcConnection connection) {

    /** Null when the log goes on from there; else what is the matter, as a sentence. */
    String lost(MariaDbOffsetContext offset) throws SQLException {
        String read = offset.gtidSet();
        if (read == null || read.isBlank()) {
            return null;
        }
        String written = text("SELECT @@global.gtid_binlog_pos");
        if (!Gtid.covers(written, read)) {
            return "The server's log is at GTID '" + written + "' and has been read up to '" + read
                    + "': it was begun anew (RESET MASTER), or this is another server";
        }
        String purged = purged();
        return Gtid.covers(read, purged)
                ? null
                : "The server's log begins behind GTID '" + purged + "' and has been read up to '" + read
                        + "': what is between was purged";
    }

    /** What came before the log's first file: that file says it in one of its first events. */
    private String purged() throws SQLException {
        String first = text("SHOW BINARY LOGS");
        String[] list = {""};
        connection.query("SHOW BINLOG EVENTS IN '" + first + "' LIMIT 8", events -> {
            while (events.next()) {
                if (events.getString("Event_type").equals("Gtid_list")) {
                    list[0] = events.getString("Info").replace("[", "").replace("]", "");
                }
            }
        });
        return list[0];
    }

    /** The log's files, in their order. */
    List<String> files() throws SQLException {
        List<String> files = new ArrayList<>();
        connection.query("SHOW BINARY LOGS", rows -> {
            while (rows.next()) {
                files.add(rows.getString(1));
            }
        });
        return files;
    }

    private String text(String sql) throws SQLException {
        return connection.queryAndMap(sql, row -> row.next() ? row.getString(1) : "");
    }
}
