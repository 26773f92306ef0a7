package io.cdcpipeline.connect;

import java.util.List;
import java.util.Map;
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

    /** A task that is asked for records answers within that. */
    private static final long PATIENCE_MILLIS = 200;

    private final String topic;
    private final Map<String, String> partition;
    private final boolean exact;
    private SourceRecord pending;
    private boolean sent;

    /**
     * Decides.
     *
     * @param connector its {@code topic.prefix}
     * @param topic where the record goes, which only its offset matters of
     */
    TopicNaming(OffsetStorageReader offsets, String connector, String topic) {
        this.topic = topic;
        this.partition = Map.of("naming", connector);
        boolean decided = offsets.offset(partition) != null;
        this.exact = decided || offsets.offset(Map.of("server", connector)) == null;
        this.pending = exact && !decided ? decision() : null;
    }

    private SourceRecord decision() {
        Map<String, Integer> version = Map.of("version", 2);
        return new SourceRecord(partition, version, topic, null, Schema.STRING_SCHEMA, "naming", VALUE, "exact");
    }

    boolean isExact() {
        return exact;
    }

    /** What is to be given out instead of changes; null once the decision has been written. */
    synchronized List<SourceRecord> first() throws InterruptedException {
        if (pending != null && sent) {
            wait(PATIENCE_MILLIS);
        }
        if (pending == null) {
            return null;
        }
        boolean again = sent;
        sent = true;
        return again ? List.of() : List.of(pending);
    }

    synchronized void written(SourceRecord record) {
        if (pending != null && partition.equals(record.sourcePartition())) {
            pending = null;
            notifyAll();
        }
    }
}
