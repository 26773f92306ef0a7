package io.cdcpipeline.job.transport;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/**
 * Where each partition is read next.
 *
 * @param offsets by partition
 */
record Places(Map<TopicPartition, Long> offsets) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** @param json as Spark writes it: {@code {"topic":{"partition":offset}}} */
    static Places parse(String json) {
        try {
            Map<String, Map<Integer, Long>> read = JSON.readValue(json, new TypeReference<>() {});
            Map<TopicPartition, Long> offsets = new HashMap<>();
            read.forEach((topic, partitions) ->
                    partitions.forEach((number, offset) -> offsets.put(new TopicPartition(topic, number), offset)));
            return new Places(offsets);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("Offsets cannot be read: " + json, e);
        }
    }

    String json() {
        Map<String, Map<Integer, Long>> topics = new TreeMap<>();
        offsets.forEach((partition, offset) ->
                topics.computeIfAbsent(partition.topic(), t -> new TreeMap<>()).put(partition.partition(), offset));
        try {
            return JSON.writeValueAsString(topics);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether these are the same partitions later: none was made or deleted, and none begins anew. */
    boolean isAfter(Places before) {
        return offsets.keySet().equals(before.offsets.keySet())
                && offsets.entrySet().stream().allMatch(e -> e.getValue() >= before.offsets.get(e.getKey()));
    }

    /** How many records there are between those and these, which are the same partitions later. */
    long since(Places before) {
        return offsets.entrySet().stream()
                .mapToLong(e -> e.getValue() - before.offsets.get(e.getKey()))
                .sum();
    }
}
