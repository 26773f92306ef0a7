package io.cdcpipeline.connect.mariadb;

import static io.debezium.connector.binlog.BinlogConnectorConfig.TOPIC_NAMING_STRATEGY;

import io.debezium.bean.StandardBeanNames;
import io.debezium.bean.spi.BeanRegistry;
import io.debezium.config.Configuration;
import io.debezium.connector.binlog.jdbc.BinlogConnectorConnection;
import io.debezium.connector.mariadb.MariaDbConnectorConfig;
import io.debezium.connector.mariadb.MariaDbOffsetContext;
import io.debezium.connector.mariadb.MariaDbPartition;
import io.debezium.connector.mariadb.MariaDbTaskContext;
import io.debezium.connector.mariadb.jdbc.MariaDbConnection;
import io.debezium.connector.mariadb.jdbc.MariaDbConnectionConfiguration;
import io.debezium.jdbc.DefaultMainConnectionProvidingConnectionFactory;
import io.debezium.jdbc.MainConnectionProvidingConnectionFactory;
import io.debezium.pipeline.spi.Offsets;
import io.debezium.relational.TableId;
import io.debezium.spi.topic.TopicNamingStrategy;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server as a task knows it: connections, and the tables.
 *
 * @param beans a connection for Debezium's own parts
 */
record SourceSide(
        Configuration settings,
        MariaDbConnectorConfig config,
        MariaDbTaskContext context,
        MainConnectionProvidingConnectionFactory<BinlogConnectorConnection> connections,
        BinlogConnectorConnection beans,
        TextSchema schema) {

    private static final Logger LOG = LoggerFactory.getLogger(SourceSide.class);

    static SourceSide open(Configuration settings, MariaDbConnectorConfig config, MariaDbTaskContext context) {
        Configuration jdbc = settings.edit()
                .withDefault("database.responseBuffering", "adaptive")
                .withDefault("database.fetchSize", 10_000)
                .withDefault("database.useCursorFetch", config.useCursorFetch())
                .build();
        var connections = new DefaultMainConnectionProvidingConnectionFactory<BinlogConnectorConnection>(
                () -> new MariaDbConnection(new MariaDbConnectionConfiguration(jdbc), new TextFieldReader(config)));
        @SuppressWarnings("unchecked")
        TopicNamingStrategy<TableId> topics = config.getTopicNamingStrategy(TOPIC_NAMING_STRATEGY);
        // The name of Debezium's question is the opposite of its answer.
        boolean caseInsensitive = connections.mainConnection().isTableIdCaseSensitive();
        TextSchema schema = new TextSchema(config, topics, caseInsensitive, context);
        return new SourceSide(settings, config, context, connections, connections.newConnection(), schema);
    }

    BinlogConnectorConnection connection() {
        return connections.mainConnection();
    }

    /** Debezium's parts find each other by these names. */
    void register(Offsets<MariaDbPartition, MariaDbOffsetContext> offsets) {
        BeanRegistry registry = config.getBeanRegistry();
        registry.add(StandardBeanNames.CONFIGURATION, settings);
        registry.add(StandardBeanNames.CONNECTOR_CONFIG, config);
        registry.add(StandardBeanNames.DATABASE_SCHEMA, schema);
        registry.add(StandardBeanNames.JDBC_CONNECTION, beans);
        registry.add(StandardBeanNames.OFFSETS, offsets);
        registry.add(StandardBeanNames.CDC_SOURCE_TASK_CONTEXT, context);
    }

    void close() {
        try {
            connection().close();
            beans.close();
        } catch (SQLException e) {
            LOG.warn("A connection could not be closed", e);
        }
        schema.close();
    }
}
