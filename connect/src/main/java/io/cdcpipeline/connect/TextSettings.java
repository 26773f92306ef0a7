package io.cdcpipeline.connect;

import io.cdcpipeline.contract.catalog.TextSession;
import io.cdcpipeline.contract.columns.SourceColumns;
import io.cdcpipeline.contract.event.SourceColumn;
import io.debezium.config.Configuration;
import io.debezium.connector.postgresql.PostgresConnector;
import io.debezium.connector.postgresql.PostgresConnectorConfig;
import io.debezium.connector.postgresql.PostgresConnectorConfig.SnapshotMode;
import java.util.HashMap;
import java.util.Map;

/** The options of Debezium that values need to arrive as texts: a user's connector has them whatever it says. */
final class TextSettings {

    /** The option that names the topic of schemas. */
    static final String SCHEMA_TOPIC = "cdc.schema.topic";

    /** Whether topics have the names that no two tables share; the task itself decides. */
    static final String EXACT_TOPICS = "cdc.exact.topics";

    /** The option that says what becomes of columns, as JSON. */
    static final String COLUMNS = "cdc.columns";

    /** The name under which Debezium finds our converter; its options begin with that. */
    static final String CONVERTER = "cdctext";

    private TextSettings() {}

    static SourceColumns columns(Configuration config) {
        String json = config.getString(COLUMNS);
        return json == null ? SourceColumns.NONE : SourceColumns.parse(json);
    }

    static boolean takesNoSnapshot(Configuration config) {
        return SnapshotMode.NO_DATA.getValue().equals(config.getString(PostgresConnectorConfig.SNAPSHOT_MODE));
    }

    static boolean takesSnapshotWhenNeeded(Configuration config) {
        return SnapshotMode.WHEN_NEEDED.getValue().equals(config.getString(PostgresConnectorConfig.SNAPSHOT_MODE));
    }

    /**
     * Adds them. That is done in the task and not in the connector, whose tasks' settings Connect keeps in a topic and shows to
     * whoever asks: under a name of ours it would not know that a password is one.
     */
    static Configuration of(Configuration connector) {
        Map<String, String> task = new HashMap<>(connector.asMap());
        // Debezium looks for services, such as snapshots' queries, by the name of its own connector.
        task.put("connector.class", PostgresConnector.class.getName());
        task.merge("database.options", TextSession.OPTIONS, (own, ours) -> own + " " + ours);
        // Where Debezium makes the slot; it leaves that out before PostgreSQL 17 and on a standby.
        task.put("slot.failover", "true");
        task.put("unavailable.value.placeholder", SourceColumn.UNCHANGED);
        task.put("snapshot.query.mode", "custom");
        task.put("snapshot.query.mode.custom.name", TextSnapshotQuery.NAME);
        task.put("sourceinfo.struct.maker", TextSourceInfo.class.getName());
        task.put("topic.naming.strategy", TableTopics.class.getName());
        Map<String, String> converter = new HashMap<>();
        task.forEach((name, value) -> converter.put(CONVERTER + "." + name, value));
        task.putAll(converter);
        task.put("converters", CONVERTER);
        task.put(CONVERTER + ".type", TextColumnConverter.class.getName());
        return Configuration.from(task);
    }
}
