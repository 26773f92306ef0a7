package io.cdcpipeline.source;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.postgresql.PGConnection;
import org.postgresql.replication.LogSequenceNumber;
import org.postgresql.replication.PGReplicationStream;

/** Holds a slot as a connector does that reads nothing. */
record SlotReader(Connection connection, PGReplicationStream stream) implements AutoCloseable {

    static SlotReader of(DatabaseAddress address, Login login, String slot, String publication) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", login.user());
        properties.setProperty("password", login.password());
        properties.setProperty("replication", "database");
        properties.setProperty("preferQueryMode", "simple");
        properties.setProperty("assumeMinServerVersion", "10");
        Connection connection = DriverManager.getConnection(
                "jdbc:postgresql://" + address.host() + ":" + address.port() + "/" + address.database(), properties);
        PGReplicationStream stream = connection
                .unwrap(PGConnection.class)
                .getReplicationAPI()
                .replicationStream()
                .logical()
                .withSlotName(slot)
                .withSlotOption("proto_version", "1")
                .withSlotOption("publication_names", publication)
                .withStartPosition(LogSequenceNumber.INVALID_LSN)
                .start();
        return new SlotReader(connection, stream);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
