package io.cdcpipeline.connect.mariadb;

import io.cdcpipeline.connect.EventFields;
import io.debezium.config.CommonConnectorConfig;
import io.debezium.connector.AbstractSourceInfo;
import io.debezium.connector.SnapshotRecord;
import io.debezium.connector.mariadb.MariaDbSourceInfoStructMaker;
import io.debezium.connector.mariadb.SourceInfo;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;

/**
 * The source block of an event: Debezium's, with GTID, file, position and row, and the change's place under the names that all our
 * connectors have: the number in its transaction's GTID, and its order in the transaction. Of a snapshot's row it is the number of the
 * last transaction that the snapshot sees, and the transaction is the snapshot's own mark.
 */
public final class TextSourceInfo extends MariaDbSourceInfoStructMaker {

    private Schema schema;
    private CurrentTransaction transaction;

    @Override
    public void init(String connector, String version, CommonConnectorConfig config) {
        super.init(connector, version, config);
        transaction = CurrentTransaction.of(config.getLogicalName());
        SchemaBuilder builder = SchemaBuilder.struct().name("io.cdcpipeline.mariadb.Source");
        super.schema().fields().forEach(field -> builder.field(field.name(), field.schema()));
        schema = builder.field(EventFields.SCHEMA, Schema.OPTIONAL_STRING_SCHEMA)
                .field(EventFields.TRANSACTION, Schema.OPTIONAL_INT64_SCHEMA)
                .field(EventFields.LSN, Schema.OPTIONAL_INT64_SCHEMA)
                .field(EventFields.COMMIT_LSN, Schema.OPTIONAL_INT64_SCHEMA)
                .field(EventFields.ORDER, Schema.OPTIONAL_INT64_SCHEMA)
                .build();
    }

    /** Debezium asks for its own before there is ours. */
    @Override
    public Schema schema() {
        return schema == null ? super.schema() : schema;
    }

    @Override
    public Struct struct(SourceInfo info) {
        Struct source = super.struct(info);
        boolean snapshot = isSnapshot(info);
        source.put(EventFields.SCHEMA, source.getString(AbstractSourceInfo.DATABASE_NAME_KEY));
        source.put(EventFields.LSN, transaction.number());
        source.put(EventFields.TRANSACTION, snapshot ? transaction.snapshot() : transaction.number());
        if (!snapshot) {
            source.put(EventFields.COMMIT_LSN, transaction.number());
            source.put(EventFields.ORDER, transaction.order(info.getCurrentRowNumber()));
        }
        return source;
    }

    private static boolean isSnapshot(SourceInfo info) {
        SnapshotRecord marker = info.snapshot();
        return marker != null && marker != SnapshotRecord.FALSE && marker != SnapshotRecord.INCREMENTAL;
    }
}
