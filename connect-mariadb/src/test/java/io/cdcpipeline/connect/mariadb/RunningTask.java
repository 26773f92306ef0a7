package io.cdcpipeline.connect.mariadb;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.contract.event.CompactSchema;
import io.cdcpipeline.testing.RealMariaDb;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/** The task on a real server, with offsets that Connect would store. Not thread-safe. */
final class RunningTask {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final RealMariaDb server;
    private final Map<String, String> settings;
    private final Map<Map<String, ?>, Map<String, Object>> stored = new ConcurrentHashMap<>();
    private MariaDbTextTask task;

    private RunningTask(RealMariaDb server, Map<String, String> settings) {
        this.server = server;
        this.settings = settings;
    }

    /** @param tables a regular expression; the schema history is in a file of that folder */
    static RunningTask in(Path folder, RealMariaDb server, String tables) {
        return new RunningTask(
                server,
                Map.of(
                        "table.include.list",
                        tables,
                        "schema.history.internal",
                        "io.debezium.storage.file.history.FileSchemaHistory",
                        "schema.history.internal.file.filename",
                        folder.resolve("history").toString()));
    }

    /** Another one with other settings. */
    RunningTask with(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(settings);
        all.putAll(more);
        return new RunningTask(server, all);
    }

    void start() {
        task = new MariaDbTextTask();
        task.initialize(new Worker(stored));
        task.start(settings());
    }

    Map<String, String> settings() {
        Map<String, String> config = new HashMap<>(Map.of(
                "topic.prefix", "shop",
                "database.hostname", "127.0.0.1",
                "database.port", Integer.toString(server.port()),
                "database.user", "root",
                "database.password", "",
                "database.server.id", "7001",
                "snapshot.mode", "when_needed",
                "skipped.operations", "none",
                "tombstones.on.delete", "false",
                "heartbeat.interval.ms", "200"));
        config.putAll(settings);
        return config;
    }

    void stop() {
        task.stop();
    }

    /** Up to the first such record; all is written and stored at once. */
    List<SourceRecord> readUntil(Predicate<SourceRecord> last) throws InterruptedException {
        List<SourceRecord> read = new ArrayList<>();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (read.stream().noneMatch(last)) {
            assertThat(System.nanoTime()).as("records so far: %s", read).isLessThan(deadline);
            List<SourceRecord> some = task.poll();
            for (SourceRecord record : some == null ? List.<SourceRecord>of() : some) {
                read.add(record);
                task.commitRecord(record, null);
                stored.put(record.sourcePartition(), new HashMap<>(record.sourceOffset()));
            }
            task.commit();
        }
        return read;
    }

    /** What was given out after that record was never stored: as if the worker had died. */
    void diedAfter(SourceRecord record) {
        stop();
        stored.put(record.sourcePartition(), new HashMap<>(record.sourceOffset()));
    }

    /** The changes of a table, in their order. */
    static List<Struct> changes(List<SourceRecord> records, String topic) {
        return records.stream()
                .filter(r -> r.topic().equals(topic) && r.value() instanceof Struct)
                .map(r -> (Struct) r.value())
                .toList();
    }

    static Predicate<SourceRecord> row(String topic, String column, String text) {
        return record -> record.topic().equals(topic)
                && record.value() instanceof Struct event
                && event.getStruct("after") != null
                && text.equals(event.getStruct("after").getString(column));
    }

    static Predicate<SourceRecord> operation(String topic, String operation) {
        return record -> record.topic().equals(topic)
                && record.value() instanceof Struct event
                && operation.equals(event.getString("op"));
    }

    /** The schemas that were told, by table. */
    static Map<String, CompactSchema> schemas(List<SourceRecord> records) {
        Map<String, CompactSchema> schemas = new HashMap<>();
        records.stream()
                .filter(r -> r.topic().equals("shop.schemas"))
                .map(r -> CompactSchema.parse((String) r.value()))
                .forEach(s -> schemas.put(s.schema() + "." + s.table(), s));
        return schemas;
    }

    private record Worker(Map<Map<String, ?>, Map<String, Object>> stored)
            implements SourceTaskContext, OffsetStorageReader {

        @Override
        public Map<String, String> configs() {
            return Map.of();
        }

        @Override
        public OffsetStorageReader offsetStorageReader() {
            return this;
        }

        @Override
        public PluginMetrics pluginMetrics() {
            return null;
        }

        @Override
        public <T> Map<String, Object> offset(Map<String, T> partition) {
            return stored.get(partition);
        }

        @Override
        public <T> Map<Map<String, T>, Map<String, Object>> offsets(Collection<Map<String, T>> partitions) {
            Map<Map<String, T>, Map<String, Object>> found = new HashMap<>();
            partitions.forEach(partition -> found.put(partition, offset(partition)));
            return found;
        }
    }
}
