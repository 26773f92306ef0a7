package io.cdcpipeline.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.contract.event.StreamStart;
import io.debezium.connector.postgresql.connection.Lsn;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

class ChangeStreamTest {

    private static final Map<String, Object> READ = Map.of("lsn", 100L, "lsn_proc", 100L, "lsn_commit", 95L);
    private static final Map<String, Object> STREAM = Map.of("lsn", 10L);

    @Test
    void aConnectorThatNeverRanBeginsAtItsNewSlot() {
        ChangeStream stream = stream(null, null, null, 10L);

        assertThat(stream.start()).isEqualTo(new StreamStart("slot", 10, null, false));
        assertThat(stream.anew()).isTrue();
        assertThat(stream.offset()).isEqualTo(Map.of("lsn", 10L));
    }

    @Test
    void aConnectorThatIsStartedAgainIsInTheSameStream() {
        ChangeStream stream = stream(READ, STREAM, 95L, null);

        assertThat(stream.start()).isEqualTo(new StreamStart("slot", 10, null, false));
        assertThat(stream.anew()).isFalse();
    }

    @Test
    void aSlotThatIsGoneBeginsAnotherStreamAfterAGap() {
        ChangeStream stream = stream(READ, STREAM, null, 200L);

        assertThat(stream.start()).isEqualTo(new StreamStart("slot", 200, 100L, false));
        assertThat(stream.anew()).isTrue();
        assertThat(stream.start().gap())
                .isEqualTo("the replication slot slot was lost, and changes between LSN 0/64 and 0/C8 are missing");
    }

    @Test
    void aSlotThatSomebodyMadeAgainBeginsAnotherStreamToo() {
        ChangeStream stream = stream(READ, STREAM, 101L, null);

        assertThat(stream.start()).isEqualTo(new StreamStart("slot", 101, 100L, false));
        assertThat(stream.anew()).isTrue();
    }

    @Test
    void aTaskThatEndedBeforeItsNewStreamWasStoredFindsTheSameOne() {
        ChangeStream first = stream(READ, STREAM, null, 200L);

        assertThat(stream(READ, STREAM, 200L, null)).isEqualTo(first);
    }

    @Test
    void whatIsMissingIsNotKnownWithoutOffsets() {
        ChangeStream stream = stream(null, null, 95L, null);

        assertThat(stream.start()).isEqualTo(new StreamStart("slot", 95, null, false));
        assertThat(stream.start().gap())
                .isEqualTo("the connector's offsets were lost, and changes before LSN 0/5F may be missing");
    }

    @Test
    void aConnectorFromBeforeStreamsWereKeptGoesOn() {
        ChangeStream stream = stream(READ, null, 120L, null);

        assertThat(stream.start()).isEqualTo(new StreamStart("slot", 120, null, true));
        assertThat(stream.anew()).isFalse();
    }

    @Test
    void whatIsToldIsKeptToo() {
        ChangeStream told = stream(READ, STREAM, null, 200L);
        SourceRecord record = told.announcement("p", "p.schemas");

        @SuppressWarnings("unchecked")
        Map<String, Object> kept = (Map<String, Object>) record.sourceOffset();
        assertThat(stream(Map.of("lsn", 300L), kept, 200L, null).start()).isEqualTo(told.start());
        assertThat(record.sourcePartition()).isEqualTo(Map.of("stream", "p"));
        assertThat(StreamStart.parse((String) record.value())).isEqualTo(told.start());
    }

    private static ChangeStream stream(Map<String, Object> offset, Map<String, Object> kept, Long position, Long made) {
        return ChangeStream.of(
                new ChangeStream.Stored(offset, kept),
                "slot",
                Optional.ofNullable(position).map(Lsn::valueOf),
                () -> Lsn.valueOf(made));
    }
}
