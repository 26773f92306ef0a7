package io.cdcpipeline.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Rows a second from the log into Kafka, with the job standing still: one transaction of many narrow inserts, from the
 * timestamp of its first record to that of its last; and how many bytes a row takes in Kafka.
 */
final class CaptureBench {

    private static final Duration POLL = Duration.ofMillis(500);

    private CaptureBench() {}

    /** Arguments: the pipeline's folder, rows. */
    public static void main(String[] args) throws Exception {
        int rows = Integer.parseInt(args[1]);
        Endpoints pipeline = Endpoints.of(Path.of(args[0]));
        Map<String, Object> kafka = Map.of("bootstrap.servers", pipeline.bootstrapServers());
        try (Connection source = pipeline.connect();
                Statement sql = source.createStatement();
                Admin admin = Admin.create(kafka);
                KafkaConsumer<byte[], byte[]> consumer =
                        new KafkaConsumer<>(kafka, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            sql.execute("INSERT INTO bench.ticks VALUES (-1, 'makes the topic')");
            TopicPartition topic = topic(admin);
            long before = await(consumer, topic, 1);
            long bytes = bytes(admin, topic);
            signal("STOP", pipeline.job());
            try {
                sql.execute("INSERT INTO bench.ticks SELECT g, 'note ' || g FROM generate_series(1, " + rows + ") g");
                await(consumer, topic, before + rows);
                long millis = timestamp(consumer, topic, before + rows - 1) - timestamp(consumer, topic, before);
                print(rows, millis, bytes(admin, topic) - bytes);
            } finally {
                signal("CONT", pipeline.job());
            }
        }
    }

    private static TopicPartition topic(Admin admin) throws Exception {
        while (true) {
            for (String name : admin.listTopics().names().get()) {
                if (name.endsWith(".bench.ticks")) {
                    return new TopicPartition(name, 0);
                }
            }
            Thread.onSpinWait();
        }
    }

    private static long await(KafkaConsumer<byte[], byte[]> consumer, TopicPartition topic, long records)
            throws InterruptedException {
        long end = 0;
        while (end < records) {
            end = consumer.endOffsets(List.of(topic)).get(topic);
            Thread.sleep(20);
        }
        return end;
    }

    private static long timestamp(KafkaConsumer<byte[], byte[]> consumer, TopicPartition topic, long offset) {
        consumer.assign(List.of(topic));
        consumer.seek(topic, offset);
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        while (records.isEmpty()) {
            records = consumer.poll(POLL);
        }
        return records.iterator().next().timestamp();
    }

    private static long bytes(Admin admin, TopicPartition topic) throws Exception {
        return admin.describeLogDirs(List.of(0)).allDescriptions().get().values().stream()
                .flatMap(folders -> folders.values().stream())
                .filter(folder -> folder.replicaInfos().containsKey(topic))
                .mapToLong(folder -> folder.replicaInfos().get(topic).size())
                .sum();
    }

    private static void signal(String name, long pid) throws Exception {
        new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                .inheritIO()
                .start()
                .waitFor();
    }

    private static void print(int rows, long millis, long bytes) {
        System.out.printf(
                Locale.ROOT,
                "capture, %,d narrow rows in one transaction: %,.0f rows/s into Kafka (%.1f s), %.1f bytes a row%n",
                rows,
                rows * 1e3 / millis,
                millis / 1e3,
                (double) bytes / rows);
    }
}
