package io.cdcpipeline.local.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.contract.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Given a table with masked columns, when it was copied and then changed, then nothing but the source has its values. */
@ExtendWith(SharedPipeline.class)
@Execution(ExecutionMode.CONCURRENT)
class MaskedColumnsIT {

    private static final String SALT = "a salt of sixteen bytes";

    private final TestPipeline pipeline;

    MaskedColumnsIT(TestPipeline pipeline) {
        this.pipeline = pipeline;
    }

    @Test
    void copyAndChangesAreMaskedAlikeAndNoTopicOrLogHasAValue() throws Exception {
        pipeline.source(
                "UPDATE inventory.masked_copied SET phone = '+44 cleartext', city = NULL WHERE visits = 1",
                "UPDATE inventory.masked_copied SET email = 'cleartext@example.com' WHERE visits = 2",
                "DELETE FROM inventory.masked_copied WHERE visits = 3",
                "ALTER TABLE inventory.masked_copied ADD note_2 text DEFAULT 'cleartext'",
                "INSERT INTO inventory.masked_copied VALUES ('cleartext', 'cleartext', 'cleartext', '2001-01-01', 'x', 21)");

        assertThat(pipeline.lake("SELECT * FROM inventory.masked_copied WHERE visits < 4 ORDER BY visits"))
                .containsExactly(
                        "%s|+44|∅|∅|1".formatted(hash("cleartext1@example.com")),
                        "%s|+49|***|∅|2".formatted(hash("cleartext@example.com")));
        pipeline.assertEqualToSource("inventory.masked_copied");
        assertThat(records("masked_copied")).isNotEmpty().allSatisfy(record -> assertThat(record)
                .doesNotContain("cleartext"));
        assertThat(logs()).isNotEmpty().allSatisfy(file -> assertThat(content(file))
                .doesNotContain("cleartext")
                .doesNotContain(SALT));
    }

    private static String hash(String text) {
        return Sha256.hex(SALT + text);
    }

    /** Keys and values of the table's topic, and of that which describes all columns. */
    private List<String> records(String table) {
        List<String> records = new ArrayList<>();
        Map<String, Object> settings =
                Map.of("bootstrap.servers", pipeline.endpoints().bootstrapServers());
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.listTopics().keySet().stream()
                    .filter(topic -> topic.endsWith(table) || topic.endsWith("schemas"))
                    .map(topic -> new TopicPartition(topic, 0))
                    .toList();
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
                    records.add(text(record.key()) + text(record.value()));
                }
            }
        }
        return records;
    }

    private static String text(byte[] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }

    /** Of our processes, and what they were started with; PostgreSQL's own log may say what it likes. */
    private List<Path> logs() throws IOException {
        try (Stream<Path> files = Stream.concat(
                Files.walk(pipeline.home().run()), Files.walk(pipeline.home().logs()))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().matches(".*\\.(log|json|properties)"))
                    .filter(file -> !file.toString().contains("postgres"))
                    .toList();
        }
    }

    private static String content(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
