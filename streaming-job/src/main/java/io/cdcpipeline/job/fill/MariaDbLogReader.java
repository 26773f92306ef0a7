package io.cdcpipeline.job.fill;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cdcpipeline.contract.SourceDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * MariaDB's binary log: positions are the numbers of transactions in their GTIDs, and the connector's own offset tells what is in Kafka.
 * Nothing is written for it: of an idle log the offset moves with the connector's heartbeat. Not thread-safe.
 */
final class MariaDbLogReader implements SourceLogReader {

    private static final String NOW = "SELECT @@gtid_binlog_pos, unix_timestamp(now(6)) * 1000";
    private static final JsonMapper JSON = new JsonMapper();

    private final Connection connection;
    private final Supplier<String> offset;

    MariaDbLogReader(SourceDatabase database, Supplier<String> offset) {
        this.connection = new MariaDbConnections(database).open();
        this.offset = offset;
    }

    @Override
    public Place now() {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(NOW)) {
            row.next();
            return new Place(PinnedReader.number(row.getString(1)) + 1, Instant.ofEpochMilli((long) row.getDouble(2)));
        } catch (SQLException e) {
            throw SourceException.of("The source's position cannot be read", e);
        }
    }

    @Override
    public long mark() {
        return now().position();
    }

    @Override
    public long confirmed() {
        String noted = offset.get();
        return noted == null ? 0 : behind(noted);
    }

    /** The position behind all that an offset of Debezium's has behind it: it names transactions that are over. */
    static long behind(String noted) {
        try {
            String gtids = JSON.readTree(noted).path("gtids").asText("");
            return gtids.isEmpty() ? 0 : PinnedReader.number(gtids) + 1;
        } catch (JsonProcessingException e) {
            throw new SourceException("What the connector has noted of its place is no JSON: " + noted, e);
        }
    }

    @Override
    public void close() {
        LockedView.close(connection);
    }
}
