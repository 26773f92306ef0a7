package io.cdcpipeline.local.wait;

import io.cdcpipeline.contract.TopicNames;
import io.cdcpipeline.local.LocalException;
import io.cdcpipeline.local.home.Endpoints;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.provider.DirectoryConfigProvider;

/** The ends of the tables' topics. */
record TopicEnds(Endpoints endpoints) {

    /** By topic and partition: the offset that the next event will get. */
    Map<String, Map<Integer, Long>> read() throws InterruptedException {
        TopicNames names = new TopicNames(endpoints.topicPrefix());
        try (Admin admin = Admin.create(client())) {
            List<String> topics = admin.listTopics().names().get().stream()
                    .filter(names::isOfTable)
                    .toList();
            Map<TopicPartition, OffsetSpec> latest =
                    admin.describeTopics(topics).allTopicNames().get().values().stream()
                            .flatMap(TopicEnds::partitions)
                            .collect(Collectors.toMap(p -> p, p -> OffsetSpec.latest()));
            Map<String, Map<Integer, Long>> ends = new TreeMap<>();
            for (Map.Entry<TopicPartition, ListOffsetsResultInfo> end :
                    admin.listOffsets(latest).all().get().entrySet()) {
                ends.computeIfAbsent(end.getKey().topic(), t -> new TreeMap<>())
                        .put(end.getKey().partition(), end.getValue().offset());
            }
            return ends;
        } catch (ExecutionException e) {
            throw new LocalException(
                    "Kafka at " + endpoints.bootstrapServers() + " does not answer: "
                            + e.getCause().getMessage(),
                    e);
        }
    }

    private static java.util.stream.Stream<TopicPartition> partitions(TopicDescription topic) {
        return topic.partitions().stream().map(p -> new TopicPartition(topic.name(), p.partition()));
    }

    private Map<String, Object> client() {
        Map<String, Object> client = new HashMap<>();
        if (endpoints.kafka() != null) {
            client.putAll(endpoints.kafka());
        }
        client.put("bootstrap.servers", endpoints.bootstrapServers());
        client.put("request.timeout.ms", "10000");
        client.put("default.api.timeout.ms", "20000");
        client.put("config.providers", "directory");
        client.put("config.providers.directory.class", DirectoryConfigProvider.class.getName());
        return client;
    }
}
