package io.cdcpipeline.connect;

import io.cdcpipeline.contract.TopicNames;
import io.debezium.relational.TableId;
import io.debezium.schema.SchemaTopicNamingStrategy;
import io.debezium.spi.schema.DataCollectionId;
import java.util.Properties;

/**
 * Names a table's topic such that no other table's is the same, as {@link TopicNames} says. A connector that has offsets from
 * before there were such names keeps Debezium's, so that its tables' changes stay where they are.
 */
public final class TableTopics extends SchemaTopicNamingStrategy {

    private final boolean exact;

    public TableTopics(Properties options) {
        super(options);
        this.exact = Boolean.parseBoolean(options.getProperty(TextSettings.EXACT_TOPICS, "true"));
    }

    @Override
    public String dataChangeTopic(DataCollectionId id) {
        return exact && id instanceof TableId table
                ? topicNames.computeIfAbsent(id, t -> new TopicNames(prefix).ofTable(table.schema(), table.table()))
                : super.dataChangeTopic(id);
    }
}
