package io.cdcpipeline.job.apply;

import io.cdcpipeline.contract.event.StreamStart;
import io.cdcpipeline.job.decode.KafkaRecord;
import io.cdcpipeline.job.transport.HeldTopics;
import io.cdcpipeline.job.transport.TopicInfo;
import io.cdcpipeline.job.transport.Transport;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.collection.JavaConverters;

/**
 * Topics in memory, where a test can delete one and let records expire to the offset. Kafka itself is in the tests of the
 * whole pipeline: it does not run in this module.
 */
final class RecordedTopics implements Transport {

    private static final StructType KAFKA = new StructType()
            .add("key", "binary")
            .add("value", "binary")
            .add("topic", "string")
            .add("partition", "int")
            .add("offset", "bigint")
            .add("timestamp", "timestamp")
            .add("timestampType", "int")
            .add(
                    "headers",
                    DataTypes.createArrayType(
                            new StructType().add("key", "string").add("value", "binary")));

    private static final int FEW = 1_000;

    private final Map<String, TreeMap<Long, KafkaRecord>> records = new HashMap<>();
    private final Map<String, Long> beginnings = new HashMap<>();
    private final Map<String, Integer> incarnations = new HashMap<>();
    private int partitions = 1;
    private StreamStart stream = new StreamStart("cdc", 1, null, false);

    private String offset;
    private boolean asked;

    /** The connector notes how far it has read. */
    synchronized void noteOffset(String json) {
        offset = json;
        asked = false;
    }

    /** Until somebody has asked for what was noted last. */
    synchronized void awaitAsked() throws InterruptedException {
        while (!asked) {
            wait();
        }
    }

    @Override
    public synchronized String connectorOffset(String offsetsTopic) {
        asked = true;
        notifyAll();
        return offset;
    }

    void add(KafkaRecord... some) {
        for (KafkaRecord record : some) {
            records.computeIfAbsent(record.topic(), t -> new TreeMap<>()).put(record.offset(), record);
        }
    }

    void expire(String topic, long before) {
        records.get(topic).headMap(before).clear();
        beginnings.put(topic, before);
    }

    void delete(String topic) {
        records.remove(topic);
        beginnings.remove(topic);
        incarnations.merge(topic, 1, Integer::sum);
    }

    /** The connector tells that another stream has begun. */
    void stream(StreamStart start) {
        stream = start;
    }

    @Override
    public StreamStart streamStart() {
        return stream;
    }

    void partitions(int number) {
        partitions = number;
    }

    @Override
    public Map<String, TopicInfo> describe(Collection<String> topics) {
        Map<String, TopicInfo> infos = new HashMap<>();
        for (String topic : topics) {
            TreeMap<Long, KafkaRecord> all = records.get(topic);
            if (all != null) {
                long beginning = beginnings.getOrDefault(topic, 0L);
                long end = all.isEmpty() ? beginning : all.lastKey() + 1;
                String id = topic + "#" + incarnations.getOrDefault(topic, 0);
                infos.put(topic, new TopicInfo(id, partitions, beginning, end));
            }
        }
        return infos;
    }

    @Override
    public Dataset<Row> read(SparkSession session, String topic, Range range) {
        return dataset(
                session,
                records.get(topic).subMap(range.from(), range.until()).values().stream()
                        .toList());
    }

    /** A thousand bytes a record. */
    @Override
    public Map<String, Long> sizes() {
        Map<String, Long> sizes = new HashMap<>();
        records.forEach((topic, all) -> sizes.put(topic, 1000L * all.size()));
        return sizes;
    }

    @Override
    public void deleteBefore(Map<String, Long> offsets) {
        offsets.forEach(this::expire);
    }

    /** As the stream gives records: few are in the driver, more are read by tasks. */
    static Dataset<Row> batch(SparkSession session, List<KafkaRecord> records) {
        return records.size() > FEW
                ? dataset(session, records)
                : HeldTopics.dataset(
                        session,
                        KAFKA,
                        records.stream().map(RecordedTopics::kafka).toList());
    }

    private static ConsumerRecord<byte[], byte[]> kafka(KafkaRecord r) {
        RecordHeaders headers = new RecordHeaders();
        r.headers().forEach(h -> headers.add(h.name(), h.value()));
        return new ConsumerRecord<>(
                r.topic(),
                r.partition(),
                r.offset(),
                r.timestampMicros() / 1000,
                TimestampType.CREATE_TIME,
                0,
                0,
                r.key(),
                r.value(),
                headers,
                Optional.empty());
    }

    /** As Spark's source gives them: each topic's partition in a partition of its own. */
    static Dataset<Row> dataset(SparkSession session, List<KafkaRecord> records) {
        Collection<List<KafkaRecord>> byPartition = records.stream()
                .collect(Collectors.groupingBy(r -> r.topic() + r.partition(), TreeMap::new, Collectors.toList()))
                .values();
        List<List<Row>> rows = new ArrayList<>();
        byPartition.forEach(
                some -> rows.add(some.stream().map(RecordedTopics::row).toList()));
        JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.sparkContext());
        JavaRDD<List<Row>> lists = spark.parallelize(rows, Math.max(1, rows.size()));
        return session.createDataFrame(lists.flatMap(List::iterator), KAFKA);
    }

    private static Row row(KafkaRecord r) {
        List<Row> headers = r.headers().stream()
                .map(h -> RowFactory.create(h.name(), h.value()))
                .toList();
        Timestamp time = new Timestamp(r.timestampMicros() / 1000);
        return RowFactory.create(
                r.key(),
                r.value(),
                r.topic(),
                r.partition(),
                r.offset(),
                time,
                0,
                JavaConverters.asScalaBuffer(headers).toList());
    }
}
