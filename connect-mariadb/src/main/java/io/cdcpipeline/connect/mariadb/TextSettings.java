package io.cdcpipeline.connect.mariadb;

import io.cdcpipeline.contract.TopicNames;
import io.debezium.config.CommonConnectorConfig;
import io.debezium.config.Configuration;
import io.debezium.connector.binlog.BinlogConnectorConfig.SnapshotMode;
import io.debezium.connector.mariadb.MariaDbConnector;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The options of Debezium that values need to arrive as texts: a user's connector has them whatever it says. */
final class TextSettings {

    /** The option that names the topic of schemas. */
    static final String SCHEMA_TOPIC = "cdc.schema.topic";

    /** The option that names a file with the certificates that the server's is trusted by, as PEM. */
    static final String AUTHORITY = "cdc.ssl.authority";

    /** What a value's text is must not depend on how the server, or the user, is set up. */
    private static final String SESSION = "SET SESSION time_zone='+00:00';SET SESSION sql_mode='';SET NAMES utf8mb4";

    private static final String HISTORY = "schema.history.internal.";

    private TextSettings() {}

    static Configuration of(Configuration connector) {
        Map<String, String> task = new HashMap<>(encrypted(connector).asMap());
        String prefix = connector.getString(CommonConnectorConfig.TOPIC_PREFIX);
        // Debezium looks for services by the name of its own connector.
        task.put("connector.class", MariaDbConnector.class.getName());
        task.put("database.initial.statements", SESSION);
        task.put("database.timezone", "UTC");
        task.put("sourceinfo.struct.maker", TextSourceInfo.class.getName());
        task.put("topic.naming.strategy", TableTopics.class.getName());
        task.put("include.schema.changes", "false");
        // What is read ahead would be counted ahead.
        task.put("binlog.buffer.size", "0");
        task.put("event.deserialization.failure.handling.mode", "fail");
        task.put("inconsistent.schema.handling.mode", "fail");
        task.put(HISTORY + "store.only.captured.tables.ddl", "true");
        task.put(HISTORY + "skip.unparseable.ddl", "false");
        task.putIfAbsent(HISTORY + "kafka.topic", new TopicNames(prefix).history());
        task.put(HISTORY + "consumer.client.id", new TopicNames(prefix).history());
        task.put(HISTORY + "consumer.group.id", new TopicNames(prefix).history());
        task.put(HISTORY + "producer.client.id", new TopicNames(prefix).history());
        return Configuration.from(task);
    }

    /** Debezium and the driver take the certificates that they trust in a store of Java's only. */
    static Configuration encrypted(Configuration connector) {
        String authority = connector.getString(AUTHORITY);
        if (authority == null) {
            return connector;
        }
        TrustStore store = TrustStore.of(Path.of(authority));
        return connector
                .edit()
                .with("database.ssl.truststore", store.file().toString())
                .with("database.ssl.truststore.password", store.password())
                .build();
    }

    /** Whether rows are read again when the log's place, or what is known of the tables, is lost. */
    static boolean heals(Configuration config) {
        return !SnapshotMode.NO_DATA.getValue().equals(config.getString("snapshot.mode"));
    }
}
