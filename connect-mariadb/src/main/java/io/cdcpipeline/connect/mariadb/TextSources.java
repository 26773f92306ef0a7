package io.cdcpipeline.connect.mariadb;

import com.github.shyiko.mysql.binlog.BinaryLogClient;
import io.debezium.connector.mariadb.MariaDbOffsetContext;
import io.debezium.connector.mariadb.MariaDbPartition;
import io.debezium.connector.mariadb.metrics.MariaDbStreamingChangeEventSourceMetrics;
import io.debezium.pipeline.DataChangeEvent;
import io.debezium.pipeline.notification.NotificationService;
import io.debezium.pipeline.source.snapshot.incremental.IncrementalSnapshotChangeEventSource;
import io.debezium.pipeline.source.spi.ChangeEventSourceFactory;
import io.debezium.pipeline.source.spi.DataChangeEventListener;
import io.debezium.pipeline.source.spi.SnapshotChangeEventSource;
import io.debezium.pipeline.source.spi.SnapshotProgressListener;
import io.debezium.pipeline.source.spi.StreamingChangeEventSource;
import io.debezium.spi.schema.DataCollectionId;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.connect.source.SourceRecord;

/** Makes the snapshot and the stream. There are no snapshots on demand: they would read values as Debezium has them. */
record TextSources(TaskParts parts, MariaDbStreamingChangeEventSourceMetrics metrics, BinaryLogClient client)
        implements ChangeEventSourceFactory<MariaDbPartition, MariaDbOffsetContext> {

    @Override
    public SnapshotChangeEventSource<MariaDbPartition, MariaDbOffsetContext> getSnapshotChangeEventSource(
            SnapshotProgressListener<MariaDbPartition> progress,
            NotificationService<MariaDbPartition, MariaDbOffsetContext> notifications) {
        TextSnapshot.Buffer buffer =
                new TextSnapshot.Buffer(this::flush, () -> parts.queue().enableBuffering());
        return new TextSnapshot(parts, progress, buffer, notifications);
    }

    private void flush(Function<SourceRecord, SourceRecord> last) throws InterruptedException {
        parts.queue().flushBuffer(event -> new DataChangeEvent(last.apply(event.getRecord())));
        parts.queue().disableBuffering();
    }

    @Override
    public StreamingChangeEventSource<MariaDbPartition, MariaDbOffsetContext> getStreamingChangeEventSource() {
        parts.queue().disableBuffering();
        return new TextStream(parts, metrics, client);
    }

    @Override
    public Optional<IncrementalSnapshotChangeEventSource<MariaDbPartition, ? extends DataCollectionId>>
            getIncrementalSnapshotChangeEventSource(
                    MariaDbOffsetContext offset,
                    SnapshotProgressListener<MariaDbPartition> progress,
                    DataChangeEventListener<MariaDbPartition> changes,
                    NotificationService<MariaDbPartition, MariaDbOffsetContext> notifications) {
        return Optional.empty();
    }
}
