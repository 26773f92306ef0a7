package io.cdcpipeline.connect;

import io.cdcpipeline.contract.TopicNames;
import io.cdcpipeline.contract.event.Canary;
import io.debezium.connector.postgresql.LogicalDecodingMessageMonitor;
import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.header.Headers;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Makes heartbeats of the messages that the heartbeat's query has written to the log. Debezium's own tell that the connector lives
 * and what time it is there; these tell that what was committed before has been read, and they come where all of them are looked for.
 */
final class Canaries {

    /** Debezium asks each record's schema for its name. */
    private static final Schema VALUE =
            SchemaBuilder.string().name("io.cdcpipeline.Canary").build();

    private final String messages;
    private final String heartbeats;

    Canaries(String prefix) {
        this.messages = prefix + LogicalDecodingMessageMonitor.LOGICAL_DECODING_MESSAGE_TOPIC_SUFFIX;
        this.heartbeats = new TopicNames(prefix).heartbeat();
    }

    /** In their places, with their offsets. */
    List<SourceRecord> in(List<SourceRecord> records) {
        return records.stream().anyMatch(this::isMessage)
                ? records.stream().map(r -> isMessage(r) ? canary(r) : r).toList()
                : records;
    }

    /** No other messages pass the connector's filter. */
    private boolean isMessage(SourceRecord record) {
        return record.topic().equals(messages);
    }

    private SourceRecord canary(SourceRecord message) {
        Struct source = ((Struct) message.value()).getStruct(EventFields.SOURCE);
        String committed = Canary.ofMicros(source.getInt64(EventFields.TIME)).text();
        Headers headers = new ConnectHeaders().addString(Canary.HEADER, committed);
        return new SourceRecord(
                message.sourcePartition(),
                message.sourceOffset(),
                heartbeats,
                null,
                Schema.STRING_SCHEMA,
                Canary.PREFIX,
                VALUE,
                committed,
                null,
                headers);
    }
}
