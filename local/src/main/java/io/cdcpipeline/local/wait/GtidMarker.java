package io.cdcpipeline.local.wait;

import io.cdcpipeline.local.LocalException;
import io.cdcpipeline.local.home.Endpoints;
import io.cdcpipeline.local.source.ConnectorOffsets;
import io.cdcpipeline.source.GtidPosition;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** A place in MariaDB's log, and whether the connector is known to have passed it. Nothing is written to the source for it. */
record GtidMarker(Endpoints endpoints, GtidPosition position) implements LogMarker {

    static GtidMarker set(Connection connection, Endpoints endpoints) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT @@gtid_binlog_pos")) {
            row.next();
            String end = row.getString(1);
            return new GtidMarker(
                    endpoints,
                    GtidPosition.parse(end)
                            .orElseThrow(() -> new LocalException("MariaDB's log ends at what is no GTID: " + end)));
        }
    }

    @Override
    public Optional<String> missing() {
        Optional<GtidPosition> reached = ConnectorOffsets.ask(endpoints);
        if (reached.isPresent() && reached.get().covers(position)) {
            return Optional.empty();
        }
        return Optional.of(reached.map(place ->
                        "Debezium has confirmed the source's log up to GTID " + place + ", the call was at " + position)
                .orElse("Debezium has not confirmed any of the source's log yet"));
    }
}
