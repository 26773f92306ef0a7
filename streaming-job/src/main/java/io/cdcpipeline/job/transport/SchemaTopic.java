package io.cdcpipeline.job.transport;

import io.cdcpipeline.contract.KafkaSource;
import io.cdcpipeline.contract.TopicNames;
import java.io.Serializable;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * The topic of schemas, read by whoever meets an event whose schema it does not know: once for each schema in the life of
 * a JVM, since what was read is kept.
 *
 * <p>A schema is sent before the first event that has it, but to another topic, between which Kafka keeps no order. So one
 * that is not there yet is waited for.
 *
 * @param settings of a client of Kafka
 * @param topic has one record a schema, by its fingerprint
 */
public record SchemaTopic(Map<String, String> settings, String topic) implements Serializable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(200);

    private static final Map<String, String> READ = new ConcurrentHashMap<>();

    /** When it was seen last that a schema is not there: a thousand events of it shall not wait a thousand times. */
    private static final Map<String, Long> MISSED = new ConcurrentHashMap<>();

    public static SchemaTopic of(KafkaSource source) {
        return new SchemaTopic(KafkaTransport.clientSettings(source), new TopicNames(source.topicPrefix()).schemas());
    }

    /**
     * The schema of that fingerprint; null when there is none.
     *
     * @throws TransportException when Kafka does not answer
     */
    public String find(String fingerprint) {
        String name = topic + '/' + fingerprint;
        String known = READ.get(name);
        if (known != null) {
            return known;
        }
        synchronized (READ) {
            Long missed = MISSED.get(name);
            boolean again = missed == null || System.nanoTime() - missed > PATIENCE.toNanos();
            if (!READ.containsKey(name) && again) {
                read(name);
            }
            return READ.get(name);
        }
    }

    private void read(String name) {
        Map<String, Object> config = new HashMap<>(settings);
        config.put("enable.auto.commit", "false");
        config.put("auto.offset.reset", "earliest");
        config.put("allow.auto.create.topics", "false");
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        TopicPartition partition = new TopicPartition(topic, 0);
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            while (!READ.containsKey(name) && System.nanoTime() < deadline) {
                for (ConsumerRecord<String, String> record : consumer.poll(POLL)) {
                    if (record.value() != null) {
                        READ.put(topic + '/' + record.key(), record.value());
                    }
                }
            }
            if (!READ.containsKey(name)) {
                MISSED.put(name, System.nanoTime());
            }
        } catch (KafkaException e) {
            throw new TransportException("The topic of schemas " + topic + " cannot be read: " + e.getMessage(), e);
        }
    }
}
