package io.cdcpipeline.connect;

import io.cdcpipeline.contract.event.SourceColumn;
import io.cdcpipeline.contract.event.SourceType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;

/** Events of one table as Debezium's task gives them out. */
final class CustomersTopic {

    private static final Schema SOURCE = SchemaBuilder.struct()
            .field("schema", Schema.STRING_SCHEMA)
            .field("table", Schema.STRING_SCHEMA)
            .field("snapshot", Schema.OPTIONAL_STRING_SCHEMA)
            .field("txId", Schema.OPTIONAL_INT64_SCHEMA)
            .field("lsn", Schema.OPTIONAL_INT64_SCHEMA)
            .field("ts_us", Schema.OPTIONAL_INT64_SCHEMA)
            .field(EventFields.COMMIT_LSN, Schema.OPTIONAL_INT64_SCHEMA)
            .field(EventFields.ORDER, Schema.OPTIONAL_INT64_SCHEMA)
            .build();

    private final Schema row = SchemaBuilder.struct()
            .optional()
            .field("id", column("id", "int4", 1))
            .field("name", column("name", "text", 0))
            .build();

    final Schema schema = SchemaBuilder.struct()
            .name("p.inventory.customers.Envelope")
            .field(EventFields.BEFORE, row)
            .field(EventFields.AFTER, row)
            .field(EventFields.SOURCE, SOURCE)
            .field(EventFields.OPERATION, Schema.STRING_SCHEMA)
            .build();

    private static Schema column(String name, String type, int key) {
        SourceColumn column =
                new SourceColumn(name, SourceType.base(type, -1), key, false, key > 0, null, false, null, null, 0);
        return SchemaBuilder.string()
                .optional()
                .parameter(SourceColumn.PARAMETER, column.toJson())
                .build();
    }

    Struct update(Struct before, Struct after) {
        return event("u", before, after);
    }

    Struct event(String operation, Struct before, Struct after) {
        Struct source = new Struct(SOURCE)
                .put("schema", "inventory")
                .put("table", "customers")
                .put("txId", 701L)
                .put("lsn", 1_010L)
                .put("ts_us", 1_700_000_000_001_000L)
                .put(EventFields.COMMIT_LSN, 5_000L)
                .put(EventFields.ORDER, 3L);
        return new Struct(schema)
                .put(EventFields.BEFORE, before)
                .put(EventFields.AFTER, after)
                .put(EventFields.SOURCE, source)
                .put(EventFields.OPERATION, operation);
    }

    Struct row(String id, String name) {
        return new Struct(row).put("id", id).put("name", name);
    }
}
