package io.cdcpipeline.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

class FirstRecordsTest {

    private final SourceRecord naming = record("naming");
    private final SourceRecord stream = record("stream");

    @Test
    void nothingElseIsGivenOutBeforeAllAreWritten() throws InterruptedException {
        FirstRecords records = new FirstRecords(List.of(naming, stream));

        assertThat(records.next()).containsExactly(naming, stream);
        assertThat(records.next()).as("until they are written").isEmpty();
        records.written(naming);
        assertThat(records.next()).isEmpty();
        records.written(stream);
        assertThat(records.next()).isNull();
    }

    @Test
    void anotherRecordThatIsWrittenIsNoneOfThem() throws InterruptedException {
        FirstRecords records = new FirstRecords(List.of(naming));
        records.next();

        records.written(record("server"));

        assertThat(records.next()).isEmpty();
    }

    @Test
    void whereThereIsNoneChangesComeAtOnce() throws InterruptedException {
        assertThat(new FirstRecords(List.of()).next()).isNull();
    }

    private static SourceRecord record(String partition) {
        return new SourceRecord(Map.of(partition, "p"), Map.of("lsn", 1), "t", null, null);
    }
}
