package io.cdcpipeline.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;

/**
 * Where the events of one connector are: a topic for each captured table, as {@link TopicNames} calls it.
 *
 * @param bootstrapServers Kafka's address list
 * @param topicPrefix the connector's {@code topic.prefix}
 * @param unavailableValue what stands in an event for a TOASTed column that did not change; unguessable, fixed for the
 *     pipeline's life (Debezium's {@code unavailable.value.placeholder})
 * @param properties further consumer properties (security); a secret is named by {@code ${directory:path:key}}
 * @param retainedBytes so much, on one broker, the topics may hold of what all tables have; null for no bound
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record KafkaSource(
        String bootstrapServers,
        String topicPrefix,
        String unavailableValue,
        Map<String, String> properties,
        Long retainedBytes) {

    public KafkaSource {
        properties = properties == null ? Map.of() : Map.copyOf(properties);
    }
}
