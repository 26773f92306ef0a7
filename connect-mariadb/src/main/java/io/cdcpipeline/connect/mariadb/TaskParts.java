package io.cdcpipeline.connect.mariadb;

import io.debezium.connector.base.ChangeEventQueue;
import io.debezium.connector.binlog.jdbc.BinlogConnectorConnection;
import io.debezium.connector.mariadb.MariaDbConnectorConfig;
import io.debezium.connector.mariadb.MariaDbPartition;
import io.debezium.connector.mariadb.MariaDbTaskContext;
import io.debezium.jdbc.MainConnectionProvidingConnectionFactory;
import io.debezium.pipeline.DataChangeEvent;
import io.debezium.pipeline.ErrorHandler;
import io.debezium.pipeline.EventDispatcher;
import io.debezium.relational.TableId;
import io.debezium.snapshot.SnapshotterService;

/** What Debezium's snapshot and stream are made of. */
record TaskParts(
        MariaDbConnectorConfig config,
        MariaDbTaskContext context,
        MainConnectionProvidingConnectionFactory<BinlogConnectorConnection> connections,
        TextSchema schema,
        ChangeEventQueue<DataChangeEvent> queue,
        ErrorHandler errors,
        EventDispatcher<MariaDbPartition, TableId> dispatcher,
        SnapshotterService snapshotter) {}
