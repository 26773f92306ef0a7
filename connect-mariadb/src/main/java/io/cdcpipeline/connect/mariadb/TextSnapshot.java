package io.cdcpipeline.connect.mariadb;

import io.debezium.connector.binlog.jdbc.BinlogConnectorConnection;
import io.debezium.connector.mariadb.MariaDbConnectorConfig;
import io.debezium.connector.mariadb.MariaDbOffsetContext;
import io.debezium.connector.mariadb.MariaDbPartition;
import io.debezium.connector.mariadb.MariaDbSnapshotChangeEventSource;
import io.debezium.connector.mariadb.metrics.MariaDbSnapshotChangeEventSourceMetrics;
import io.debezium.function.BlockingConsumer;
import io.debezium.pipeline.notification.NotificationService;
import io.debezium.pipeline.source.spi.SnapshotProgressListener;
import io.debezium.relational.Table;
import io.debezium.relational.TableId;
import io.debezium.snapshot.SnapshotterService;
import io.debezium.util.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.connect.source.SourceRecord;

/** Debezium's snapshot: one consistent view of all tables. Its query asks the server for texts, and it notes its place in the log. */
final class TextSnapshot extends MariaDbSnapshotChangeEventSource {

    private final TextSchema schema;
    private final CurrentTransaction transaction;

    /** What Debezium does with the records that it holds back until it knows which is the last one. */
    record Buffer(BlockingConsumer<Function<SourceRecord, SourceRecord>> flush, Runnable begin) {}

    TextSnapshot(
            TaskParts parts,
            SnapshotProgressListener<MariaDbPartition> progress,
            Buffer buffer,
            NotificationService<MariaDbPartition, MariaDbOffsetContext> notifications) {
        super(
                parts.config(),
                parts.connections(),
                parts.schema(),
                parts.dispatcher(),
                Clock.system(),
                (MariaDbSnapshotChangeEventSourceMetrics) progress,
                buffer.flush(),
                buffer.begin(),
                notifications,
                parts.snapshotter());
        this.schema = parts.schema();
        this.transaction = transaction(parts.config());
    }

    private static CurrentTransaction transaction(MariaDbConnectorConfig config) {
        return CurrentTransaction.of(config.getLogicalName());
    }

    @Override
    protected void setOffsetContextBinlogPositionAndGtidDetailsForSnapshot(
            MariaDbOffsetContext offset, BinlogConnectorConnection connection, SnapshotterService snapshotter)
            throws Exception {
        super.setOffsetContextBinlogPositionAndGtidDetailsForSnapshot(offset, connection, snapshotter);
        transaction.snapshotAt(Gtid.number(offset.gtidSet()));
    }

    @Override
    protected Optional<String> getSnapshotSelect(
            RelationalSnapshotContext<MariaDbPartition, MariaDbOffsetContext> context,
            TableId id,
            List<String> columns) {
        Table table = schema.tableFor(id);
        return Optional.of(columns.stream()
                .map(quoted -> ColumnTexts.select(ColumnType.of(table.columnWithName(name(quoted))), quoted))
                .collect(Collectors.joining(", ", "SELECT ", " FROM " + id.toQuotedString('`'))));
    }

    private static String name(String quoted) {
        return quoted.substring(1, quoted.length() - 1).replace("``", "`");
    }
}
