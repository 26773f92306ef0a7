package io.cdcpipeline.job.transport;

import io.cdcpipeline.contract.event.StreamStart;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What the connector tells of its stream among the schemas of its events: read again only as far as the topic has grown. Thread-safe. */
final class StreamTopic implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Map<String, String> settings;
    private final String topic;
    private KafkaConsumer<String, String> consumer;
    private StreamStart newest;

    /** @param settings of a client of Kafka */
    StreamTopic(Map<String, String> settings, String topic) {
        this.settings = settings;
        this.topic = topic;
    }

    String topic() {
        return topic;
    }

    /**
     * What was told last; null for nothing.
     *
     * @param end where the topic ends now
     * @throws TransportException when Kafka does not answer
     */
    synchronized StreamStart read(long end) {
        TopicPartition partition = new TopicPartition(topic, 0);
        try {
            open(partition, end);
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (consumer.position(partition) < end) {
                if (System.nanoTime() > deadline) {
                    throw new TransportException("The topic " + topic + " cannot be read to its end", null);
                }
                consumer.poll(POLL).forEach(this::take);
            }
            return newest;
        } catch (KafkaException e) {
            throw new TransportException("The topic " + topic + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** A topic that was made anew is read from its beginning. */
    private void open(TopicPartition partition, long end) {
        if (consumer == null) {
            Map<String, Object> config = new HashMap<>(settings);
            config.put("enable.auto.commit", "false");
            config.put("auto.offset.reset", "earliest");
            config.put("allow.auto.create.topics", "false");
            consumer = new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer());
            consumer.assign(List.of(partition));
        }
        if (consumer.position(partition) > end) {
            consumer.seekToBeginning(List.of(partition));
        }
    }

    private void take(ConsumerRecord<String, String> record) {
        if (StreamStart.KEY.equals(record.key()) && record.value() != null) {
            newest = StreamStart.parse(record.value());
        }
    }

    @Override
    public synchronized void close() {
        if (consumer != null) {
            consumer.close();
        }
    }
}
