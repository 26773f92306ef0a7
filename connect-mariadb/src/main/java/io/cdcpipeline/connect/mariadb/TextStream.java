package io.cdcpipeline.connect.mariadb;

import com.github.shyiko.mysql.binlog.BinaryLogClient;
import io.debezium.connector.mariadb.MariaDbStreamingChangeEventSource;
import io.debezium.connector.mariadb.metrics.MariaDbStreamingChangeEventSourceMetrics;
import io.debezium.util.Clock;

/** Debezium's reader of the binlog, with our reader of its events. */
final class TextStream extends MariaDbStreamingChangeEventSource {

    TextStream(TaskParts parts, MariaDbStreamingChangeEventSourceMetrics metrics, BinaryLogClient client) {
        super(
                parts.config(),
                parts.connections().mainConnection(),
                parts.dispatcher(),
                parts.errors(),
                Clock.system(),
                parts.context(),
                parts.schema(),
                metrics,
                parts.snapshotter(),
                client);
        CurrentTransaction transaction = CurrentTransaction.of(parts.config().getLogicalName());
        client.setEventDeserializer(new TextEventDeserializer(transaction));
    }
}
