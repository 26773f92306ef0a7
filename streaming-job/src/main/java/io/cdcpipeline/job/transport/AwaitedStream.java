package io.cdcpipeline.job.transport;

import io.cdcpipeline.job.steps.Step;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.streaming.MicroBatchStream;
import org.apache.spark.sql.connector.read.streaming.Offset;
import org.apache.spark.sql.connector.read.streaming.ReadLimit;
import org.apache.spark.sql.connector.read.streaming.ReadMaxRows;
import org.apache.spark.sql.connector.read.streaming.SupportsAdmissionControl;

/**
 * A stream whose query, when it asks for the newest offset, gets its answer when there is something new, or after a while. So the
 * query needs no trigger of its own: a change that comes alone is taken at once, of many the next batch begins an interval
 * after the one before, and while nothing comes nothing is done.
 *
 * <p>Few records are in the driver when it is known that they came, and stay there; of more Spark's source says how far the batch
 * goes, and Spark's tasks read them. It also says which topics there are.
 */
final class AwaitedStream implements MicroBatchStream, SupportsAdmissionControl {

    /** So often somebody asks whether there are other topics. */
    static final Duration LOOK = Duration.ofSeconds(1);

    /** The same where there is no table's topic yet: the first is awaited. */
    private static final Duration FIRST_LOOK = Duration.ofMillis(100);

    /** So many records the driver reads faster than a task is started. */
    static final int FEW = 5_000;

    private final MicroBatchStream kafka;
    private final Tail tail;
    private final long intervalNanos;
    private long begun;
    private long looked;
    private boolean behind;
    private HeldRecords.Holder holder;
    private Held held;

    /** What comes at the ends of topics. Not thread-safe. */
    interface Tail {

        /**
         * Returns when there is something behind the places, or the time is over.
         *
         * @param from where each partition is read next
         * @param few more records than that are not wanted
         * @throws InterruptedException when somebody ends the query
         */
        Arrived await(Map<TopicPartition, Long> from, Duration most, long few) throws InterruptedException;

        /** By the thread that waits. */
        void close();

        /**
         * What has come.
         *
         * @param records all from the places on; null where they are many, or somebody else has to look
         * @param ends where each partition is read next
         */
        record Arrived(List<ConsumerRecord<byte[], byte[]>> records, Map<TopicPartition, Long> ends) {

            static final Arrived UNKNOWN = new Arrived(null, Map.of());
        }
    }

    /** Records of a batch that has been planned, or will be. */
    private record Held(String start, String end, HeldRecords[] records) {

        boolean isOf(Offset from, Offset to) {
            return start.equals(from.json()) && end.equals(to.json());
        }
    }

    /**
     * @param kafka of Spark's source
     * @param intervalMillis least time between the beginnings of two batches
     */
    AwaitedStream(MicroBatchStream kafka, Tail tail, long intervalMillis) {
        this.kafka = kafka;
        this.tail = tail;
        this.intervalNanos = TimeUnit.MILLISECONDS.toNanos(intervalMillis);
        this.begun = System.nanoTime() - intervalNanos;
        this.looked = System.nanoTime() - LOOK.toNanos();
    }

    @Override
    public Offset latestOffset(Offset start, ReadLimit limit) {
        Step.next("wait");
        try {
            TimeUnit.NANOSECONDS.sleep(begun + intervalNanos - System.nanoTime());
            Offset latest = next(start, limit);
            if (latest != null && !latest.equals(start)) {
                begun = System.nanoTime();
                Step.next("offset log");
            }
            return latest;
        } catch (InterruptedException e) {
            // The query knows by it that it was stopped.
            throw new UncheckedIOException(new InterruptedIOException("Stopped while nothing came"));
        }
    }

    private Offset next(Offset start, ReadLimit limit) throws InterruptedException {
        Places from = Places.parse(start.json());
        long patience = (from.offsets().size() < 2 ? FIRST_LOOK : LOOK).toNanos();
        if (behind || from.offsets().isEmpty() || System.nanoTime() - looked >= patience) {
            Offset newest = newest(start, limit);
            Places now = newest == null ? null : Places.parse(newest.json());
            if (now == null || !now.isAfter(from)) {
                // Other topics than before, or none yet.
                return orWait(newest, start);
            }
            behind = now.since(from) > few(limit);
            if (behind) {
                return newest;
            }
        }
        Step.next("wait");
        Duration most = Duration.ofNanos(Math.max(1, looked + patience - System.nanoTime()));
        Tail.Arrived arrived = tail.await(from.offsets(), most, few(limit));
        behind = arrived.records() == null;
        return behind ? orWait(newest(start, limit), start) : hold(start, from, arrived);
    }

    /** Where there is nothing, and nobody to wait for. */
    private static Offset orWait(Offset newest, Offset start) throws InterruptedException {
        if (newest == null || newest.equals(start)) {
            TimeUnit.NANOSECONDS.sleep(FIRST_LOOK.toNanos());
        }
        return newest;
    }

    private Offset hold(Offset start, Places from, Tail.Arrived arrived) {
        if (arrived.ends().equals(from.offsets())) {
            return start;
        }
        Step.next("records to rows");
        Offset end = kafka.deserializeOffset(new Places(arrived.ends()).json());
        holder = holder == null ? new HeldRecords.Holder() : holder;
        held = new Held(start.json(), end.json(), holder.hold(arrived.records()));
        return end;
    }

    private static long few(ReadLimit limit) {
        return limit instanceof ReadMaxRows most ? Math.min(FEW, most.maxRows()) : FEW;
    }

    private Offset newest(Offset start, ReadLimit limit) {
        looked = System.nanoTime();
        Step.next("topics and ends");
        return kafka instanceof SupportsAdmissionControl limited
                ? limited.latestOffset(start, limit)
                : kafka.latestOffset();
    }

    @Override
    public Offset latestOffset() {
        throw new UnsupportedOperationException("The query asks with a limit");
    }

    @Override
    public ReadLimit getDefaultReadLimit() {
        return kafka instanceof SupportsAdmissionControl limited
                ? limited.getDefaultReadLimit()
                : ReadLimit.allAvailable();
    }

    @Override
    public InputPartition[] planInputPartitions(Offset start, Offset end) {
        return held != null && held.isOf(start, end) ? held.records() : kafka.planInputPartitions(start, end);
    }

    @Override
    public PartitionReaderFactory createReaderFactory() {
        return new HeldRecords.Readers(kafka.createReaderFactory());
    }

    @Override
    public Offset initialOffset() {
        return kafka.initialOffset();
    }

    @Override
    public Offset deserializeOffset(String json) {
        return kafka.deserializeOffset(json);
    }

    /** The next batch's offsets are written when this one's are said to be done. */
    @Override
    public void commit(Offset end) {
        Step.next("planning");
        kafka.commit(end);
    }

    @Override
    public void stop() {
        try {
            tail.close();
        } finally {
            kafka.stop();
        }
    }

    @Override
    public String toString() {
        return kafka.toString();
    }
}
