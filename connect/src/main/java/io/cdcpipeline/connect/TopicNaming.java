package io.cdcpipeline.connect;

import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/**
 * How a connector names its topics, for as long as it lives: decided at its very first start and kept among its offsets. One
 * that has offsets, but not that, began before there was a choice.
 *
 * <p>Nothing else is given out before that record has been written: else a worker that ends in between would find
 * offsets without it, and go on under other names.
 */
final class TopicNaming {

    private static final Schema VALUE =
            SchemaBuilder.string().name("io.cdcpipeline.Naming").build();

    private final String topic;
    private final Map<String, String> partition;
    private final boolean decided;
    private final boolean exact;

    /**
     * Decides.
     *
     * @param connector its {@code topic.prefix}
     * @param topic where the record goes, which only its offset matters of
     */
    TopicNaming(OffsetStorageReader offsets, String connector, String topic) {
        this.topic = topic;
        this.partition = Map.of("naming", connector);
        this.decided = offsets.offset(partition) != null;
        this.exact = decided || offsets.offset(Map.of("server", connector)) == null;
    }

    boolean isExact() {
        return exact;
    }

    /** What keeps the decision; empty when it was taken before. */
    Optional<SourceRecord> decision() {
        Map<String, Integer> version = Map.of("version", 2);
        return exact && !decided
                ? Optional.of(new SourceRecord(
                        partition, version, topic, null, Schema.STRING_SCHEMA, "naming", VALUE, "exact"))
                : Optional.empty();
    }
}
