package io.cdcpipeline.job.transport;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * The newest of some records of a topic, which is read again only as far as it has grown. Thread-safe.
 *
 * @param <T> what a record becomes
 */
final class FollowedTopic<T> implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Map<String, String> settings;
    private final String topic;
    private final Function<ConsumerRecord<String, String>, T> what;
    private KafkaConsumer<String, String> consumer;
    private T newest;

    /**
     * @param settings of a client of Kafka
     * @param what a record is; null for one that does not count
     */
    FollowedTopic(Map<String, String> settings, String topic, Function<ConsumerRecord<String, String>, T> what) {
        this.settings = settings;
        this.topic = topic;
        this.what = what;
    }

    String topic() {
        return topic;
    }

    /**
     * The newest; null for none.
     *
     * @param end where the topic ends now
     * @throws TransportException when Kafka does not answer
     */
    synchronized T read(long end) {
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
        T found = record.value() == null ? null : what.apply(record);
        newest = found == null ? newest : found;
    }

    @Override
    public synchronized void close() {
        if (consumer != null) {
            consumer.close();
        }
    }
}
