package io.cdcpipeline.job.decode;

import io.cdcpipeline.contract.event.Canary;
import java.util.List;
import java.util.Optional;

/**
 * One record of a topic, as Kafka gave it.
 *
 * @param timestampMicros when Kafka got it, since 1970
 * @param key null for a record without one
 * @param value null for a tombstone
 */
public record KafkaRecord(
        String topic,
        int partition,
        long offset,
        long timestampMicros,
        byte[] key,
        byte[] value,
        List<RecordHeader> headers) {

    /** Whether it tells the second half of a change of a key, which has the place of the first. */
    public boolean isOfMovedKey() {
        return header("__debezium.oldkey") != null;
    }

    /** Of a heartbeat that went through the source's log; empty for any other record. */
    public Optional<Canary> canary() {
        return Optional.ofNullable(Canary.parse(header(Canary.HEADER)));
    }

    /** The last header of that name, or null. */
    byte[] header(String name) {
        byte[] value = null;
        for (RecordHeader header : headers) {
            if (header.name().equals(name)) {
                value = header.value();
            }
        }
        return value;
    }
}
