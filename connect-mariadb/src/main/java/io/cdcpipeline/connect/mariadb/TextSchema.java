package io.cdcpipeline.connect.mariadb;

import io.debezium.config.CommonConnectorConfig;
import io.debezium.connector.binlog.BinlogConnectorConfig;
import io.debezium.connector.binlog.charset.BinlogCharsetRegistry;
import io.debezium.connector.common.CdcSourceTaskContext;
import io.debezium.connector.mariadb.MariaDbConnectorConfig;
import io.debezium.connector.mariadb.MariaDbDatabaseSchema;
import io.debezium.connector.mariadb.jdbc.MariaDbValueConverters;
import io.debezium.relational.CustomConverterRegistry;
import io.debezium.relational.Table;
import io.debezium.relational.TableId;
import io.debezium.relational.ddl.DdlParser;
import io.debezium.spi.topic.TopicNamingStrategy;

/** Debezium's model of the source's tables, whose events are made of {@link DescribedTable}s. */
final class TextSchema extends MariaDbDatabaseSchema {

    TextSchema(
            MariaDbConnectorConfig config,
            TopicNamingStrategy<TableId> topics,
            boolean caseInsensitive,
            CdcSourceTaskContext<? extends CommonConnectorConfig> context) {
        super(
                config,
                new TextConverters(config.getServiceRegistry()),
                topics,
                config.schemaNameAdjuster(),
                caseInsensitive,
                config.getServiceRegistry().tryGetService(CustomConverterRegistry.class),
                context);
    }

    /** Asked for by the superclass's constructor. */
    @Override
    protected DdlParser createDdlParser(BinlogConnectorConfig config, MariaDbValueConverters converters) {
        return new TextDdlParser(
                config.isSchemaChangesHistoryEnabled(),
                getTableFilter(),
                config.getServiceRegistry().getService(BinlogCharsetRegistry.class),
                CurrentTransaction.of(config.getLogicalName()));
    }

    @Override
    protected void buildAndRegisterSchema(Table table) {
        super.buildAndRegisterSchema(DescribedTable.of(table));
    }
}
