package io.cdcpipeline.job.fill;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cdcpipeline.contract.SourceDatabase;
import io.cdcpipeline.contract.catalog.PublishedTables;
import io.cdcpipeline.contract.catalog.TableName;
import io.cdcpipeline.job.lake.TableId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Asks the source which tables are captured now, and what they are. Keeps its connection; not thread-safe. */
public final class SourceTables implements AutoCloseable {

    private static final int ANSWER_MILLIS = 10_000;

    /**
     * The smallest first; a table without columns holds nothing that could be in a lake. An enum, or a composite, may be a column's type, or what its array
     * or domain is made of. Row filters and column lists are there from 15 on: by way of JSON, since the view has neither column before. No table is opened that somebody
     * has locked, so that one does not keep the others waiting: of such a one the size is what the catalogue has of it.
     */
    private static final String TABLES = """
            WITH RECURSIVE published AS MATERIALIZED (
              SELECT c.oid, p.schemaname, p.tablename, coalesce(to_jsonb(p) ->> 'rowfilter', '') AS filter, to_jsonb(p) -> 'attnames' AS sent
              FROM %s p
              JOIN pg_namespace n ON n.nspname = p.schemaname
              JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = p.tablename
              WHERE p.pubname = ? AND (?::text IS NULL OR p.schemaname = ? AND p.tablename = ?)),
            parts(root, oid) AS (
              SELECT oid, oid FROM published
              UNION ALL
              SELECT t.root, i.inhrelid FROM parts t JOIN pg_inherits i ON i.inhparent = t.oid
              JOIN pg_class k ON k.oid = i.inhrelid AND k.relispartition),
            locked AS MATERIALIZED (
              SELECT l.relation FROM pg_locks l WHERE l.locktype = 'relation' AND l.mode = 'AccessExclusiveLock'),
            files AS (
              SELECT t.root, string_agg(s.oid || ':' || pg_relation_filenode(s.oid), ' ' ORDER BY s.oid) AS names,
                sum(CASE WHEN s.oid IN (SELECT l.relation FROM locked l)
                  THEN greatest(s.relpages, 0) * current_setting('block_size')::bigint ELSE pg_relation_size(s.oid) END) AS bytes
              FROM parts t JOIN pg_class s ON s.oid = t.oid AND s.relkind = 'r' GROUP BY t.root)
            SELECT c.schemaname, c.tablename, coalesce(f.bytes, 0) AS bytes, coalesce(f.names, '') AS files,
              (SELECT jsonb_object_agg(a.attnum, a.attname) FROM pg_attribute a
               WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns,
              (SELECT jsonb_object_agg(l.place, l.name) FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
               CROSS JOIN LATERAL (
                 SELECT e.oid::text, e.enumlabel FROM pg_enum e WHERE e.enumtypid IN (t.oid, t.typelem, t.typbasetype)
                 UNION ALL
                 SELECT m.attrelid || '.' || m.attnum, m.attname FROM pg_type k JOIN pg_attribute m ON m.attrelid = k.typrelid
                 WHERE k.oid IN (t.oid, t.typelem, t.typbasetype) AND k.typrelid <> 0 AND m.attnum > 0 AND NOT m.attisdropped
               ) l(place, name)
               WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS labels,
              c.filter,
              (SELECT jsonb_object_agg(a.attnum, a.attname) FROM pg_attribute a
               WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND NOT jsonb_exists(c.sent, a.attname)) AS hidden
            FROM published c
            LEFT JOIN files f ON f.root = c.oid
            WHERE EXISTS (SELECT FROM pg_attribute a
              WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '')
            ORDER BY bytes, 1, 2""";

    /** Whatever is published, and whoever may read it. */
    private static final String ABSENT = """
            SELECT w.schema, w.name FROM unnest(?::text[], ?::text[]) AS w(schema, name)
            WHERE NOT EXISTS (
              SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
              WHERE n.nspname = w.schema AND c.relname = w.name AND c.relkind IN ('r', 'p'))""";

    private static final String LOG = """
            SELECT (CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_insert_lsn() END - '0/0')::bigint,
              coalesce((SELECT confirmed_flush_lsn - '0/0' FROM pg_replication_slots WHERE slot_name = ?), 0)::bigint""";

    private static final JsonMapper JSON = new JsonMapper();

    private final SourceConnections connections;
    private final SourceDatabase database;
    private final Predicate<String> captured;
    private Connection connection;

    /** @param database whose tables are named */
    public SourceTables(SourceDatabase database) {
        this.connections = new SourceConnections(database);
        this.database = database;
        this.captured = Pattern.compile(database.tables()).asMatchPredicate();
    }

    /**
     * The tables, the smallest first; empty before the replication slot is there, which keeps what comes after.
     *
     * @throws SourceException when the source does not answer
     */
    public Optional<Map<TableId, SourceTable>> look() {
        try {
            if (connection == null || connection.isClosed()) {
                connection = connections.open();
                connection.setNetworkTimeout(Runnable::run, ANSWER_MILLIS);
            }
            return SourceReadiness.hasSlot(connection, database.slot()) ? Optional.of(captured()) : Optional.empty();
        } catch (SQLException e) {
            close();
            throw SourceException.of("The source's tables cannot be listed", e);
        }
    }

    /**
     * Which of the tables that should be captured the source does not have under that name: dropped, or renamed.
     *
     * @throws SourceException when the source does not answer
     */
    public Set<TableId> absent(Set<TableId> tables) {
        List<TableId> all =
                tables.stream().filter(t -> captured.test(t.toString())).toList();
        if (all.isEmpty()) {
            return Set.of();
        }
        try (PreparedStatement statement = connection.prepareStatement(ABSENT)) {
            statement.setArray(
                    1,
                    connection.createArrayOf(
                            "text", all.stream().map(TableId::schema).toArray()));
            statement.setArray(
                    2,
                    connection.createArrayOf(
                            "text", all.stream().map(TableId::table).toArray()));
            Set<TableId> absent = new HashSet<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    absent.add(new TableId(row.getString(1), row.getString(2)));
                }
            }
            return absent;
        } catch (SQLException e) {
            close();
            throw SourceException.of("The source's tables cannot be listed", e);
        }
    }

    /**
     * What has been noted of a table, if that can be believed.
     *
     * @throws SourceException when the source does not answer
     */
    public Optional<NotedTable> noted(TableId table) {
        try {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                // Several queries of one moment.
                statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
            }
            Optional<NotedTable> noted =
                    new FilledTableReader(connection, database).noted(new TableName(table.schema(), table.table()));
            connection.commit();
            connection.setAutoCommit(true);
            return noted;
        } catch (SQLException e) {
            close();
            throw SourceException.of("The notes of table " + table + " cannot be read", e);
        }
    }

    /**
     * The source's log, in positions as numbers.
     *
     * @param end where it ends now
     * @param read all before it was read by the connector, and is in Kafka
     */
    public record Log(long end, long read) {}

    /** @throws SourceException when the source does not answer */
    public Log log() {
        try (PreparedStatement statement = connection.prepareStatement(LOG)) {
            statement.setString(1, database.slot());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return new Log(row.getLong(1), row.getLong(2));
            }
        } catch (SQLException e) {
            close();
            throw SourceException.of("The source's log cannot be looked at", e);
        }
    }

    private Map<TableId, SourceTable> captured() throws SQLException {
        Map<TableId, SourceTable> tables = read(connection, database.publication(), null);
        tables.keySet().removeIf(table -> !captured.test(table.toString()));
        return tables;
    }

    /** Null when the publication does not have the table. */
    static SourceTable one(Connection connection, String publication, TableName table) throws SQLException {
        return read(connection, publication, table).get(new TableId(table.schema(), table.name()));
    }

    private static Map<TableId, SourceTable> read(Connection connection, String publication, TableName only)
            throws SQLException {
        Map<TableId, SourceTable> tables = new LinkedHashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(
                TABLES.formatted(PublishedTables.of(connection::prepareStatement, publication)))) {
            statement.setString(1, publication);
            TableName.bind(statement, 2, only);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    tables.put(
                            new TableId(row.getString(1), row.getString(2)),
                            new SourceTable(
                                    row.getLong(3),
                                    row.getString(4),
                                    names(row.getString(5)),
                                    names(row.getString(6)),
                                    new SourceTable.Published(
                                            row.getString(7),
                                            names(row.getString(8)).keySet())));
                }
            }
        }
        return tables;
    }

    private static Map<String, String> names(String json) throws SQLException {
        try {
            return json == null ? Map.of() : JSON.readValue(json, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new SQLException("Not an object of JSON: " + json, e);
        }
    }

    @Override
    public void close() {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            // It is of no use any more.
        }
        connection = null;
    }
}
