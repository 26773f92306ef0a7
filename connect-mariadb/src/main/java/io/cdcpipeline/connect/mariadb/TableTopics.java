package io.cdcpipeline.connect.mariadb;

import io.cdcpipeline.contract.TopicNames;
import io.debezium.relational.TableId;
import io.debezium.schema.SchemaTopicNamingStrategy;
import io.debezium.spi.schema.DataCollectionId;
import java.util.Properties;

/** Names a table's topic such that no other table's is the same, as {@link TopicNames} says; a database is its schema. */
public final class TableTopics extends SchemaTopicNamingStrategy {

    public TableTopics(Properties options) {
        super(options);
    }

    @Override
    public String dataChangeTopic(DataCollectionId id) {
        return id instanceof TableId table
                ? topicNames.computeIfAbsent(id, t -> new TopicNames(prefix).ofTable(table.catalog(), table.table()))
                : super.dataChangeTopic(id);
    }
}
