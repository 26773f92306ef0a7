package io.cdcpipeline.connect;

import java.util.Map;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.apache.kafka.connect.source.TransactionContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/** A task's context with other offsets. */
record StartContext(SourceTaskContext worker, OffsetStorageReader offsetStorageReader) implements SourceTaskContext {

    @Override
    public Map<String, String> configs() {
        return worker.configs();
    }

    @Override
    public TransactionContext transactionContext() {
        return worker.transactionContext();
    }

    @Override
    public PluginMetrics pluginMetrics() {
        return worker.pluginMetrics();
    }
}
