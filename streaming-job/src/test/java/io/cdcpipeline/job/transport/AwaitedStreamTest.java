package io.cdcpipeline.job.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cdcpipeline.job.transport.AwaitedStream.Tail;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.streaming.MicroBatchStream;
import org.apache.spark.sql.connector.read.streaming.Offset;
import org.apache.spark.sql.connector.read.streaming.ReadLimit;
import org.apache.spark.sql.connector.read.streaming.SupportsAdmissionControl;
import org.apache.spark.sql.execution.streaming.SerializedOffset;
import org.junit.jupiter.api.Test;

class AwaitedStreamTest {

    private final Kafka kafka = new Kafka();
    private final List<String> awaited = new ArrayList<>();

    @Test
    void aRecordEndsTheWaitAndIsInTheDriverThen() {
        kafka.ends("customers", 3, "orders", 7);
        AwaitedStream stream = stream(0, from -> arrived(from, "orders", 1));

        Offset latest = ask(stream, places("customers", 3, "orders", 7));

        assertThat(latest).isEqualTo(places("customers", 3, "orders", 8));
        assertThat(stream.planInputPartitions(places("customers", 3, "orders", 7), latest))
                .singleElement()
                .isInstanceOf(HeldRecords.class);
    }

    /** A batch that a job before this one has planned. */
    @Test
    void aBatchOfOtherOffsetsIsReadBySpark() {
        kafka.ends("customers", 3, "orders", 7);
        AwaitedStream stream = stream(0, from -> arrived(from, "orders", 1));
        Offset latest = ask(stream, places("customers", 3, "orders", 7));

        assertThat(stream.planInputPartitions(places("customers", 2, "orders", 7), latest))
                .containsExactly(Kafka.READ_BY_SPARK);
    }

    @Test
    void ofManyRecordsSparkSaysHowFarTheBatchGoes() {
        kafka.ends("customers", 3);
        AwaitedStream stream = stream(0, from -> {
            kafka.ends("customers", 90_000);
            return Tail.Arrived.UNKNOWN;
        });

        Offset latest = ask(stream, places("customers", 3));

        assertThat(latest).isEqualTo(places("customers", 90_000));
        assertThat(stream.planInputPartitions(places("customers", 3), latest)).containsExactly(Kafka.READ_BY_SPARK);
    }

    /** Who is behind does not look at what comes, before the rest is few. */
    @Test
    void whoIsBehindGoesOnAtOnce() {
        kafka.ends("customers", 90_000);
        AwaitedStream stream = stream(0, AwaitedStreamTest::nothing);

        assertThat(ask(stream, places("customers", 3))).isEqualTo(places("customers", 90_000));
        kafka.ends("customers", 180_000);
        assertThat(ask(stream, places("customers", 90_000))).isEqualTo(places("customers", 180_000));
        assertThat(awaited).isEmpty();
    }

    @Test
    void moreThanABatchMayHaveIsReadBySpark() {
        kafka.ends("customers", 30);

        Offset latest =
                stream(0, AwaitedStreamTest::nothing).latestOffset(places("customers", 3), ReadLimit.maxRows(10));

        assertThat(latest).isEqualTo(places("customers", 30));
        assertThat(awaited).isEmpty();
    }

    /** So that the query sees whether it is to end. */
    @Test
    void whereNothingComesTheQueryIsToldSoAfterAWhile() {
        kafka.ends("customers", 3, "orders", 7);

        assertThat(ask(stream(0, AwaitedStreamTest::nothing), places("customers", 3, "orders", 7)))
                .isEqualTo(places("customers", 3, "orders", 7));
        assertThat(awaited).hasSize(1);
    }

    @Test
    void aNewTopicComesWithTheNextLook() {
        kafka.ends("customers", 3, "orders", 7);

        assertThat(ask(stream(0, AwaitedStreamTest::nothing), places("customers", 3)))
                .isEqualTo(places("customers", 3, "orders", 7));
    }

    @Test
    void aTopicThatIsGoneIsGoneWithTheNextLook() {
        kafka.ends("customers", 3);

        assertThat(ask(stream(0, AwaitedStreamTest::nothing), places("customers", 3, "orders", 7)))
                .isEqualTo(places("customers", 3));
    }

    /** It was made anew, and has fewer records than the one before. */
    @Test
    void aTopicThatBeginsAnewIsReadFromThere() {
        kafka.ends("customers", 1);

        assertThat(ask(stream(0, AwaitedStreamTest::nothing), places("customers", 3)))
                .isEqualTo(places("customers", 1));
    }

    @Test
    void whereThereIsNoTopicYetOneIsAwaited() {
        AwaitedStream stream = stream(0, AwaitedStreamTest::nothing);

        assertThat(ask(stream, places())).isNull();
        kafka.ends("customers", 0);
        assertThat(ask(stream, places())).isEqualTo(places("customers", 0));
        assertThat(awaited).isEmpty();
    }

    @Test
    void whatOnlyTakesOffsetsIsPassed() {
        kafka.ends("customers", 3);
        AwaitedStream stream = stream(0, from -> arrived(from, "customers", 0, 2));

        Offset latest = ask(stream, places("customers", 3));

        assertThat(latest).isEqualTo(places("customers", 5));
        assertThat(stream.planInputPartitions(places("customers", 3), latest)).isEmpty();
    }

    @Test
    void twoBatchesBeginAnIntervalApart() {
        kafka.ends("customers", 0);
        AwaitedStream stream = stream(300, from -> arrived(from, "customers", 1));
        long start = System.nanoTime();

        ask(stream, places("customers", 0));
        ask(stream, places("customers", 1));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    /** After a pause what comes next need not wait. */
    @Test
    void anAnswerWithoutNewsIsNoBeginning() {
        kafka.ends("customers", 1);
        List<Tail.Arrived> arrivals = new ArrayList<>();
        AwaitedStream stream = stream(60_000, from -> arrivals.isEmpty() ? nothing(from) : arrivals.remove(0));

        ask(stream, places("customers", 1));
        arrivals.add(arrived(Map.of(partition("customers"), 1L), "customers", 1));

        assertThat(ask(stream, places("customers", 1))).isEqualTo(places("customers", 2));
    }

    @Test
    void whoIsStoppedWhileItWaitsSaysThatItWas() {
        kafka.ends("customers", 3);
        AwaitedStream stream = stream(0, from -> {
            throw new InterruptedException();
        });

        assertThatThrownBy(() -> ask(stream, places("customers", 3))).hasCauseInstanceOf(InterruptedIOException.class);
    }

    private interface Arrivals {
        Tail.Arrived after(Map<TopicPartition, Long> from) throws InterruptedException;
    }

    private static Tail.Arrived nothing(Map<TopicPartition, Long> from) {
        return new Tail.Arrived(List.of(), from);
    }

    private static Tail.Arrived arrived(Map<TopicPartition, Long> from, String topic, int records) {
        return arrived(from, topic, records, records);
    }

    private static Tail.Arrived arrived(Map<TopicPartition, Long> from, String topic, int records, long offsets) {
        Map<TopicPartition, Long> ends = new HashMap<>(from);
        long first = ends.merge(partition(topic), offsets, Long::sum) - offsets;
        List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
        for (int i = 0; i < records; i++) {
            all.add(new ConsumerRecord<>(topic, 0, first + i, new byte[0], new byte[0]));
        }
        return new Tail.Arrived(all, ends);
    }

    private static TopicPartition partition(String topic) {
        return new TopicPartition(topic, 0);
    }

    private AwaitedStream stream(long interval, Arrivals arrivals) {
        Tail tail = new Tail() {
            @Override
            public Arrived await(Map<TopicPartition, Long> from, Duration most, long few) throws InterruptedException {
                awaited.add(from + " " + most);
                return arrivals.after(from);
            }

            @Override
            public void close() {
                // nothing is open
            }
        };
        return new AwaitedStream(kafka, tail, interval);
    }

    private static Offset ask(AwaitedStream stream, Offset start) {
        return stream.latestOffset(start, ReadLimit.allAvailable());
    }

    /** @param topics each followed by the offset of its one partition */
    private static Offset places(Object... topics) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        for (int i = 0; i < topics.length; i += 2) {
            offsets.put(partition((String) topics[i]), ((Integer) topics[i + 1]).longValue());
        }
        return new SerializedOffset(new Places(offsets).json());
    }

    /** What Spark's source says of Kafka. */
    private static final class Kafka implements MicroBatchStream, SupportsAdmissionControl {

        private static final InputPartition READ_BY_SPARK = new InputPartition() {};

        private Offset newest;

        void ends(Object... topics) {
            newest = places(topics);
        }

        @Override
        public Offset latestOffset() {
            throw new UnsupportedOperationException("Nobody asks without a limit");
        }

        @Override
        public Offset latestOffset(Offset start, ReadLimit limit) {
            return newest;
        }

        @Override
        public InputPartition[] planInputPartitions(Offset start, Offset end) {
            return new InputPartition[] {READ_BY_SPARK};
        }

        @Override
        public PartitionReaderFactory createReaderFactory() {
            throw new UnsupportedOperationException("Nobody reads them");
        }

        @Override
        public Offset initialOffset() {
            return places();
        }

        @Override
        public Offset deserializeOffset(String json) {
            return new SerializedOffset(json);
        }

        @Override
        public void commit(Offset end) {
            // nothing to let go
        }

        @Override
        public void stop() {
            // nothing runs
        }
    }
}
