package io.cdcpipeline.connect.mariadb;

import io.debezium.config.Configuration;
import io.debezium.connector.mariadb.MariaDbConnector;
import io.debezium.connector.mariadb.MariaDbConnectorConfig;
import io.debezium.connector.mariadb.jdbc.MariaDbConnection;
import org.apache.kafka.connect.connector.Task;

/**
 * Debezium's connector for MariaDB, of which every value of every type is a text that says all of it. Each field of a row's
 * schema is a string and has a {@link io.cdcpipeline.contract.event.SourceColumn} in its parameters.
 */
@SuppressWarnings("unchecked") // of a method of Debezium's own, which overrides another of its own
public final class MariaDbTextConnector extends MariaDbConnector {

    @Override
    public Class<? extends Task> taskClass() {
        return MariaDbTextTask.class;
    }

    @Override
    protected MariaDbConnection createConnection(Configuration config, MariaDbConnectorConfig connectorConfig) {
        return super.createConnection(TextSettings.encrypted(config), connectorConfig);
    }
}
