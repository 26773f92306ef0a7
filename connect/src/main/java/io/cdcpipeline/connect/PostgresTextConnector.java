package io.cdcpipeline.connect;

import io.debezium.connector.postgresql.PostgresConnector;
import org.apache.kafka.connect.connector.Task;

/**
 * Debezium's connector for PostgreSQL, of which every value of every type is the text that PostgreSQL itself printed. So
 * there is no value that it cannot carry, and none that is translated twice.
 *
 * <p>Each field of a row's schema is a string and has a {@link io.cdcpipeline.contract.event.SourceColumn} in its
 * parameters. All else, such as the options, is Debezium's.
 */
public final class PostgresTextConnector extends PostgresConnector {

    @Override
    public Class<? extends Task> taskClass() {
        return PostgresTextTask.class;
    }
}
