package io.cdcpipeline.plan.capture;

import io.cdcpipeline.api.Mariadb;
import io.cdcpipeline.api.PostgresqlTls;
import io.cdcpipeline.api.Snapshot;
import io.cdcpipeline.contract.TopicNames;
import io.cdcpipeline.plan.Durations;
import io.cdcpipeline.plan.MountedSecret;
import io.cdcpipeline.plan.Scope;
import io.cdcpipeline.plan.TablePatterns;
import io.cdcpipeline.plan.broker.KafkaAccess;
import io.cdcpipeline.plan.broker.KafkaLogin;
import io.cdcpipeline.plan.broker.KafkaTrust;
import io.cdcpipeline.plan.source.Database;
import java.util.Map;
import java.util.TreeMap;

/** What the connector reads from MariaDB's log, as a replica does. Whatever it cannot handle stops it: it skips nothing. */
final class MariaDbReading {

    static final String CONNECTOR = "io.cdcpipeline.connect.mariadb.MariaDbTextConnector";

    private static final String HISTORY = "schema.history.internal.";

    private MariaDbReading() {}

    static Map<String, Object> settings(Scope scope, Database database, KafkaAccess kafka) {
        long heartbeat = Durations.millis(scope.spec().source().heartbeat());
        Map<String, Object> settings = new TreeMap<>(connection(database));
        settings.putAll(history(scope, kafka));
        settings.putAll(Map.of(
                "database.server.id",
                serverId(scope),
                "table.include.list",
                TablePatterns.captured(scope.spec()),
                "snapshot.mode",
                // The connector copies, and again when the log that follows is no longer there.
                scope.spec().source().snapshot() == Snapshot.NEVER ? "no_data" : "when_needed",
                "heartbeat.interval.ms",
                heartbeat,
                // Of an idle log the server says so four fifths as often, and only then is a heartbeat sent.
                "connect.keep.alive.interval.ms",
                Math.min(60_000, Math.max(5_000, heartbeat))));
        settings.putAll(Map.of(
                "errors.tolerance", "none",
                "event.processing.failure.handling.mode", "fail",
                "event.converting.failure.handling.mode", "fail",
                // Without an end: what ends an outage is the database, not a count.
                "errors.max.retries", -1,
                "skipped.operations", "none"));
        return settings;
    }

    static long serverId(Scope scope) {
        return ((Mariadb) scope.spec().source().kind()).serverId(scope.names().serverId());
    }

    private static Map<String, Object> connection(Database database) {
        Map<String, Object> connection = new TreeMap<>(Map.of(
                "database.hostname", database.host(),
                "database.port", database.port(),
                "database.user", MountedSecret.reference(ConnectSecrets.DATABASE, MountedSecret.USERNAME),
                "database.password", MountedSecret.reference(ConnectSecrets.DATABASE, MountedSecret.PASSWORD),
                "database.ssl.mode", "disable"));
        database.tls().ifPresent(tls -> connection.putAll(encryption(tls)));
        return connection;
    }

    private static Map<String, Object> encryption(PostgresqlTls tls) {
        Map<String, Object> encryption =
                new TreeMap<>(Map.of("database.ssl.mode", tls.mode().mariadbName()));
        if (tls.caSecret() != null) {
            encryption.put("cdc.ssl.authority", ConnectSecrets.DATABASE_CA + "/" + MountedSecret.AUTHORITY);
        }
        return encryption;
    }

    /** What tables looked like at each place of the log: the connector keeps it in a topic, which it reaches by itself. */
    private static Map<String, Object> history(Scope scope, KafkaAccess kafka) {
        Map<String, Object> history = new TreeMap<>(Map.of(
                HISTORY + "kafka.bootstrap.servers",
                kafka.bootstrapServers(),
                HISTORY + "kafka.topic",
                new TopicNames(scope.names().topicPrefix()).history()));
        Map<String, String> client = new TreeMap<>();
        kafka.tls().ifPresent(tls -> client.putAll(KafkaTrust.settings(tls, ConnectSecrets.KAFKA_CA)));
        kafka.sasl().ifPresent(sasl -> client.putAll(KafkaLogin.settings(sasl, ConnectSecrets.KAFKA)));
        kafka.protocol().ifPresent(protocol -> client.put("security.protocol", protocol));
        client.forEach((name, value) -> {
            history.put(HISTORY + "producer." + name, value);
            history.put(HISTORY + "consumer." + name, value);
        });
        return history;
    }
}
