package io.cdcpipeline.job.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cdcpipeline.job.transport.AwaitedStream.Tail;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.junit.jupiter.api.Test;

/** With the consumer that Kafka itself has for tests: a broker is in the tests of the whole pipeline. */
class TopicTailTest {

    private static final Duration SOON = Duration.ofMillis(1);
    private static final TopicPartition CUSTOMERS = new TopicPartition("customers", 0);
    private static final TopicPartition ORDERS = new TopicPartition("orders", 0);

    private MockConsumer<byte[], byte[]> consumer;
    private final TopicTail tail = new TopicTail(this::opened);

    @Test
    void whatComesIsReadFromThePlaces() throws InterruptedException {
        Map<TopicPartition, Long> from = Map.of(CUSTOMERS, 3L, ORDERS, 7L);
        tail.await(from, SOON, 10);
        comes(ORDERS, 7, 2);

        Tail.Arrived arrived = tail.await(from, SOON, 10);

        assertThat(arrived.records()).extracting(ConsumerRecord::offset).containsExactly(7L, 8L);
        assertThat(arrived.ends()).isEqualTo(Map.of(CUSTOMERS, 3L, ORDERS, 9L));
    }

    /** Without it each change waits for two batches: the consumer's next answer has what came right after its last one, and no more. */
    @Test
    void whatCameAfterTheConsumerLookedAheadIsInTheSameBatch() throws InterruptedException {
        tail.await(Map.of(CUSTOMERS, 3L), SOON, 10);
        consumer.schedulePollTask(() -> comes(CUSTOMERS, 3, 1));
        consumer.schedulePollTask(() -> comes(CUSTOMERS, 4, 2));

        assertThat(tail.await(Map.of(CUSTOMERS, 3L), SOON, 10).records())
                .extracting(ConsumerRecord::offset)
                .containsExactly(3L, 4L, 5L);
    }

    @Test
    void whereNothingComesThePlacesAreTheSame() throws InterruptedException {
        Map<TopicPartition, Long> from = Map.of(CUSTOMERS, 3L);

        Tail.Arrived arrived = tail.await(from, SOON, 10);

        assertThat(arrived.records()).isEmpty();
        assertThat(arrived.ends()).isEqualTo(from);
    }

    /** Their batch was not made, or another one. */
    @Test
    void recordsThatWereReadAreReadAgainWhereThePlacesAreBeforeThem() throws InterruptedException {
        tail.await(Map.of(CUSTOMERS, 3L), SOON, 10);
        comes(CUSTOMERS, 3, 1);
        tail.await(Map.of(CUSTOMERS, 3L), SOON, 10);
        comes(CUSTOMERS, 3, 1);

        assertThat(tail.await(Map.of(CUSTOMERS, 3L), SOON, 10).records())
                .extracting(ConsumerRecord::offset)
                .containsExactly(3L);
    }

    @Test
    void moreThanFewAreLeftToOthers() throws InterruptedException {
        tail.await(Map.of(CUSTOMERS, 3L), SOON, 10);
        comes(CUSTOMERS, 3, 11);

        assertThat(tail.await(Map.of(CUSTOMERS, 3L), SOON, 10)).isEqualTo(Tail.Arrived.UNKNOWN);
    }

    @Test
    void aTopicThatIsNewIsFollowed() throws InterruptedException {
        tail.await(Map.of(CUSTOMERS, 3L), SOON, 10);
        tail.await(Map.of(CUSTOMERS, 3L, ORDERS, 0L), SOON, 10);
        comes(ORDERS, 0, 1);

        assertThat(tail.await(Map.of(CUSTOMERS, 3L, ORDERS, 0L), SOON, 10).records())
                .hasSize(1);
    }

    /** Records that have expired, a topic that was made anew: Spark's source knows what that means. */
    @Test
    void whatKafkaSaysNoToIsLeftToOthersAndTriedAnew() throws InterruptedException {
        tail.await(Map.of(CUSTOMERS, 3L), SOON, 10);
        MockConsumer<byte[], byte[]> first = consumer;
        first.setPollException(new KafkaException("offsets out of range"));

        assertThat(tail.await(Map.of(CUSTOMERS, 3L), SOON, 10)).isEqualTo(Tail.Arrived.UNKNOWN);
        assertThat(first.closed()).isTrue();
        assertThat(tail.await(Map.of(CUSTOMERS, 3L), SOON, 10).records()).isEmpty();
    }

    @Test
    void whoIsInterruptedSaysSo() throws InterruptedException {
        tail.await(Map.of(CUSTOMERS, 3L), SOON, 10);
        consumer.setPollException(new InterruptException("stop"));

        assertThatThrownBy(() -> tail.await(Map.of(CUSTOMERS, 3L), SOON, 10)).isInstanceOf(InterruptedException.class);
    }

    private MockConsumer<byte[], byte[]> opened() {
        consumer = new MockConsumer<>(OffsetResetStrategy.NONE);
        return consumer;
    }

    private void comes(TopicPartition partition, long first, int records) {
        Map<TopicPartition, Long> ends = new HashMap<>();
        ends.put(partition, first + records);
        consumer.updateEndOffsets(ends);
        for (int i = 0; i < records; i++) {
            consumer.addRecord(new ConsumerRecord<>(
                    partition.topic(), partition.partition(), first + i, new byte[0], new byte[] {1}));
        }
    }
}
