package io.cdcpipeline.job.transport;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What comes at the ends of some partitions. Kafka holds the request back until there is something, so that it tells of a record
 * at once, and idle costs one request in a while, whatever the number of partitions. Not thread-safe.
 */
final class TopicTail implements AwaitedStream.Tail {

    private static final Logger LOG = LoggerFactory.getLogger(TopicTail.class);

    private static final String CLIENT = "kafka.";

    /** More is Spark's to read. */
    private static final int MOST_BYTES = 4 << 20;

    /** What Kafka has by now comes within that, or with the next batch. */
    private static final Duration MORE = Duration.ofMillis(100);

    /** A consumer that answers sooner had its answer before it was asked. */
    private static final Duration AT_ONCE = Duration.ofMillis(2);

    /** Time for a request to Kafka that does not have to wait for a record. */
    private static final Duration SINCE = Duration.ofMillis(10);

    private final Supplier<Consumer<byte[], byte[]>> clients;

    /** Where the consumer stands, as far as that is known. */
    private final Map<TopicPartition, Long> at = new HashMap<>();

    private Consumer<byte[], byte[]> consumer;

    /** Whether the consumer's last answer may be older than the question. */
    private boolean ahead;

    /** @param clients gives one that belongs to no group, and does not guess where to begin */
    TopicTail(Supplier<Consumer<byte[], byte[]>> clients) {
        this.clients = clients;
    }

    /** @param options of Spark's source */
    static TopicTail of(CaseInsensitiveStringMap options) {
        Map<String, Object> settings = new HashMap<>();
        options.asCaseSensitiveMap().forEach((name, value) -> {
            if (name.startsWith(CLIENT)) {
                settings.put(name.substring(CLIENT.length()), value);
            }
        });
        settings.remove("group.id");
        settings.put("enable.auto.commit", "false");
        settings.put("auto.offset.reset", "none");
        settings.put("allow.auto.create.topics", "false");
        settings.put("fetch.min.bytes", 1);
        settings.put("fetch.max.wait.ms", (int) AwaitedStream.LOOK.toMillis());
        settings.put("fetch.max.bytes", MOST_BYTES);
        settings.put("max.poll.records", AwaitedStream.FEW + 1);
        return new TopicTail(
                () -> new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
    }

    @Override
    public Arrived await(Map<TopicPartition, Long> from, Duration most, long few) throws InterruptedException {
        try {
            place(from);
            return read(from, most, few);
        } catch (InterruptException e) {
            Thread.interrupted();
            at.clear();
            throw new InterruptedException(e.getMessage());
        } catch (KafkaException e) {
            // Whatever it is: the query asks Kafka by itself, and fails if that does not answer.
            LOG.debug("Nobody tells what comes", e);
            close();
            return Arrived.UNKNOWN;
        }
    }

    private void place(Map<TopicPartition, Long> from) {
        if (consumer == null) {
            consumer = clients.get();
        }
        if (!at.keySet().equals(from.keySet())) {
            consumer.assign(from.keySet());
            at.keySet().retainAll(from.keySet());
        }
        from.forEach((partition, offset) -> {
            if (!offset.equals(at.put(partition, offset))) {
                consumer.seek(partition, offset);
            }
        });
    }

    private Arrived read(Map<TopicPartition, Long> from, Duration most, long few) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        long bytes = 0;
        ConsumerRecords<byte[], byte[]> some = first(most);
        while (!some.isEmpty()) {
            for (ConsumerRecord<byte[], byte[]> record : some) {
                records.add(record);
                bytes += Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize());
            }
            if (records.size() > few || bytes > MOST_BYTES) {
                at.clear();
                return Arrived.UNKNOWN;
            }
            some = more(some);
        }
        // Not behind the last record: what ends a transaction takes an offset, too.
        from.keySet().forEach(partition -> at.put(partition, consumer.position(partition, AwaitedStream.LOOK)));
        return new Arrived(records, Map.copyOf(at));
    }

    private ConsumerRecords<byte[], byte[]> first(Duration most) {
        long asked = System.nanoTime();
        ConsumerRecords<byte[], byte[]> some = consumer.poll(most);
        ahead = System.nanoTime() - asked < AT_ONCE.toNanos();
        return some;
    }

    /**
     * A consumer asks for the next records when it gives out some, and gets those that come first after that: one or two, while the
     * last batch has only begun. What has come since then it tells when it is asked once more.
     */
    private ConsumerRecords<byte[], byte[]> more(ConsumerRecords<byte[], byte[]> last) {
        if (ahead) {
            ahead = false;
            return consumer.poll(SINCE);
        }
        return last.partitions().stream().anyMatch(this::hasMore) ? consumer.poll(MORE) : ConsumerRecords.empty();
    }

    private boolean hasMore(TopicPartition partition) {
        OptionalLong lag = consumer.currentLag(partition);
        return lag.isPresent() && lag.getAsLong() > 0;
    }

    @Override
    public void close() {
        Consumer<byte[], byte[]> last = consumer;
        consumer = null;
        at.clear();
        if (last != null) {
            try {
                last.close(Duration.ZERO);
            } catch (KafkaException e) {
                LOG.debug("A consumer has not closed cleanly", e);
            }
        }
    }
}
