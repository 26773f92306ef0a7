package io.cdcpipeline.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.contract.event.CompactFormat;
import io.cdcpipeline.contract.event.CompactSchema;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

class SchemaAnnouncementsTest {

    private static final Map<String, String> PARTITION = Map.of("server", "p");

    private final CustomersTopic topic = new CustomersTopic();
    private final SchemaAnnouncements announcements = new SchemaAnnouncements("p.schemas");

    @Test
    void aSchemaStandsInFrontOfTheFirstEventThatHasIt() {
        List<SourceRecord> records = announcements.announce(List.of(heartbeat(1), change(2), change(3)));

        assertThat(records)
                .extracting(SourceRecord::topic)
                .containsExactly("p.heartbeat", "p.schemas", "p.i.c", "p.i.c");
        SourceRecord schema = records.get(1);
        assertThat(schema.key()).isEqualTo(CompactFormat.key(CompactSchema.fingerprint((String) schema.value())));
        assertThat(CompactSchema.parse((String) schema.value()).table()).isEqualTo("customers");
    }

    /** Else the event would count as done when its schema is written, and be lost if the task ended between the two. */
    @Test
    void itCarriesTheOffsetThatWasGivenOutBeforeIt() {
        announcements.announce(List.of(heartbeat(1)));

        List<SourceRecord> records = announcements.announce(List.of(change(2)));

        assertThat(records.get(0).sourcePartition()).isEqualTo(PARTITION);
        assertThat(records.get(0).sourceOffset()).isEqualTo(Map.of("lsn", 1));
    }

    @Test
    void theFirstOfATaskHasAPlaceOfItsOwn() {
        assertThat(announcements.announce(List.of(change(2))).get(0).sourcePartition())
                .isNotEqualTo(PARTITION);
    }

    @Test
    void onceIsEnough() {
        announcements.announce(List.of(change(1)));
        List<SourceRecord> more = List.of(change(2), heartbeat(3));

        assertThat(announcements.announce(more)).isSameAs(more);
        assertThat(new SchemaAnnouncements("p.schemas").announce(more)).hasSize(3);
    }

    private SourceRecord change(int lsn) {
        return new SourceRecord(
                PARTITION, Map.of("lsn", lsn), "p.i.c", topic.schema, topic.event("c", null, topic.row("1", "a")));
    }

    private static SourceRecord heartbeat(int lsn) {
        return new SourceRecord(PARTITION, Map.of("lsn", lsn), "p.heartbeat", Schema.STRING_SCHEMA, "beat");
    }
}
