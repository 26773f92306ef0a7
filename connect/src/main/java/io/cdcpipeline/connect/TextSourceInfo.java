package io.cdcpipeline.connect;

import io.debezium.config.CommonConnectorConfig;
import io.debezium.connector.postgresql.PostgresSourceInfoStructMaker;
import io.debezium.connector.postgresql.SourceInfo;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;

/**
 * The source block of an event: Debezium's, and the change's exact place: the LSN of its transaction's commit, and its
 * order in it. Neither is there for a row that a snapshot read.
 */
public final class TextSourceInfo extends PostgresSourceInfoStructMaker {

    private Schema schema;
    private CurrentTransaction transaction;

    @Override
    public void init(String connector, String version, CommonConnectorConfig config) {
        super.init(connector, version, config);
        transaction = CurrentTransaction.of(config.getLogicalName());
        Schema debezium = super.schema();
        SchemaBuilder builder = SchemaBuilder.struct().name("io.cdcpipeline.Source");
        debezium.fields().forEach(field -> builder.field(field.name(), field.schema()));
        schema = builder.field(EventFields.COMMIT_LSN, Schema.OPTIONAL_INT64_SCHEMA)
                .field(EventFields.ORDER, Schema.OPTIONAL_INT64_SCHEMA)
                .build();
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public Struct struct(SourceInfo info) {
        Struct source = super.struct(info);
        if (transaction.isOpen()) {
            source.put(EventFields.COMMIT_LSN, transaction.commitLsn());
            source.put(EventFields.ORDER, transaction.order());
        }
        return source;
    }
}
