package io.cdcpipeline.plan.capture;

import io.cdcpipeline.api.PostgresqlTls;
import io.cdcpipeline.api.PostgresqlTlsMode;
import io.cdcpipeline.contract.columns.SourceColumns;
import io.cdcpipeline.contract.event.Canary;
import io.cdcpipeline.plan.ColumnSettings;
import io.cdcpipeline.plan.Durations;
import io.cdcpipeline.plan.Fills;
import io.cdcpipeline.plan.MountedSecret;
import io.cdcpipeline.plan.Scope;
import io.cdcpipeline.plan.TablePatterns;
import io.cdcpipeline.plan.source.Database;
import java.util.Map;
import java.util.TreeMap;

/** What the connector reads from PostgreSQL, through one slot. Whatever it cannot handle stops it: it skips nothing. */
final class PostgresReading {

    static final String CONNECTOR = "io.cdcpipeline.connect.PostgresTextConnector";

    /**
     * An idle database gets a log entry of its own, so that the slot moves on while others fill the shared log, and so that there is
     * always something whose way to the lake can be measured. A standby writes no log: there the query would fail at every heartbeat.
     */
    private static final String HEARTBEAT_QUERY = "SELECT CASE WHEN NOT pg_is_in_recovery() THEN"
            + " pg_logical_emit_message(true, '" + Canary.PREFIX + "', '') END";

    private PostgresReading() {}

    static Map<String, Object> settings(Scope scope, Database database) {
        Map<String, Object> settings = new TreeMap<>(connection(database));
        settings.putAll(Map.of(
                "plugin.name", "pgoutput",
                "slot.name", scope.names().slot(),
                "publication.name", scope.names().publication(),
                "publication.autocreate.mode", "disabled",
                "table.include.list", TablePatterns.captured(scope.spec()),
                "snapshot.mode", snapshot(scope),
                "snapshot.isolation.mode", "repeatable_read",
                "heartbeat.interval.ms", Durations.millis(scope.spec().source().heartbeat()),
                "heartbeat.action.query", HEARTBEAT_QUERY));
        settings.putAll(Map.of(
                "message.prefix.include.list", Canary.PREFIX.replace(".", "\\."),
                "errors.tolerance", "none",
                "event.processing.failure.handling.mode", "fail",
                "event.converting.failure.handling.mode", "fail",
                // Without an end: what ends an outage is the database, not a count.
                "errors.max.retries", -1,
                "skipped.operations", "none"));
        SourceColumns columns = ColumnSettings.of(scope, ConnectSecrets.MASK_SALT);
        if (columns != null) {
            // Nothing in it is a reference to a file, whatever a constant looks like.
            settings.put("cdc.columns", columns.toJson().replace("$", "\\u0024"));
        }
        return settings;
    }

    private static Map<String, Object> connection(Database database) {
        Map<String, Object> connection = new TreeMap<>(Map.of(
                "database.hostname", database.host(),
                "database.port", database.port(),
                "database.dbname", database.name(),
                "database.user", MountedSecret.reference(ConnectSecrets.DATABASE, MountedSecret.USERNAME),
                "database.password", MountedSecret.reference(ConnectSecrets.DATABASE, MountedSecret.PASSWORD)));
        database.tls().ifPresent(tls -> connection.putAll(encryption(tls)));
        return connection;
    }

    private static Map<String, Object> encryption(PostgresqlTls tls) {
        Map<String, Object> encryption =
                new TreeMap<>(Map.of("database.sslmode", tls.mode().sslMode()));
        if (tls.caSecret() != null) {
            encryption.put("database.sslrootcert", ConnectSecrets.DATABASE_CA + "/" + MountedSecret.AUTHORITY);
        } else if (tls.mode() != PostgresqlTlsMode.REQUIRE) {
            // The driver's own factory would look for a root certificate in the worker's home and fail.
            encryption.put("database.sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
        }
        return encryption;
    }

    /** The job copies the rows that exist, unless it cannot; then the connector does, and again when its slot was lost. */
    private static String snapshot(Scope scope) {
        return switch (scope.spec().source().snapshot()) {
            case INITIAL -> Fills.comeFirst(scope) ? "no_data" : "when_needed";
            case NEVER -> "no_data";
            case WHEN_NEEDED -> "when_needed";
        };
    }
}
