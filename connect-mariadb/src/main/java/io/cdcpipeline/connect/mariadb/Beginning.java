package io.cdcpipeline.connect.mariadb;

import io.debezium.DebeziumException;
import io.debezium.connector.mariadb.MariaDbOffsetContext;
import io.debezium.connector.mariadb.MariaDbPartition;
import io.debezium.pipeline.spi.Offsets;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a task begins. What it needs to go on is its place in the log and, from the topic of the schema history, what tables were
 * there; without one of the two it begins anew with a snapshot, which replaces what the lake has. The history alone could be made
 * again from today's tables, but not for events of tables that have been altered since.
 */
record Beginning(SourceSide source, Offsets<MariaDbPartition, MariaDbOffsetContext> offsets) {

    private static final Logger LOG = LoggerFactory.getLogger(Beginning.class);

    void resetIfLost() {
        MariaDbOffsetContext offset = offsets.getTheOnlyOffset();
        if (offset == null || offset.isInitialSnapshotRunning()) {
            return;
        }
        String failed = CurrentTransaction.of(source.config().getLogicalName()).takeFailure();
        String lost = failed == null ? lost(offset) : failed;
        if (lost == null) {
            return;
        }
        if (!TextSettings.heals(source.settings())) {
            throw new DebeziumException(
                    lost + ". The connector's snapshot.mode is no_data: it cannot read the tables anew");
        }
        LOG.warn("{}. All tables are read anew", lost);
        offsets.resetOffset(offsets.getTheOnlyPartition());
    }

    private String lost(MariaDbOffsetContext offset) {
        try {
            String place = new LogPlace(source.connection()).lost(offset);
            return place == null ? history() : place;
        } catch (SQLException e) {
            throw new DebeziumException("The server cannot be asked for its log: " + e.getMessage(), e);
        }
    }

    /** Null when it is there and tells of tables. */
    private String history() {
        String topic = source.settings().getString("schema.history.internal.kafka.topic");
        if (!source.schema().getSchemaHistory().exists()) {
            return "The schema history, topic " + topic + ", is gone";
        }
        try {
            source.schema().recover(offsets);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DebeziumException(e);
        } catch (RuntimeException e) {
            LOG.warn("The schema history cannot be read", e);
            return "The schema history, topic " + topic + ", cannot be read: " + e.getMessage();
        }
        return source.schema().tableIds().isEmpty() ? "The schema history, topic " + topic + ", has no table" : null;
    }
}
