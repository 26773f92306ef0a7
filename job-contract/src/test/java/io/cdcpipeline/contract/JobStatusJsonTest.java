package io.cdcpipeline.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JobStatusJsonTest {

    private static final TableStatus TABLE = new TableStatus(
            "inventory.t",
            "file:/lake/t",
            "Changelog",
            9,
            TableCondition.FAILED,
            7,
            new TableStatus.LastBatch(2, 0.5),
            new TableStatus.Position(1, 90, 95, 9),
            "2026-01-02T03:04:04Z",
            1.0,
            "the table is append-only",
            "2026-01-02T03:05:05Z",
            new TableStatus.Fill(5, 9, 2, "2026-01-02T03:04:00Z", null, null),
            new TableStatus.Verified("2026-01-02T03:03:00Z", 5, 1),
            "tableSettings[0]: mode: Changelog");

    private static final OperationStatus OPERATION = new OperationStatus(
            "op-1",
            OperationKind.SNAPSHOT,
            OperationPhase.RUNNING,
            1,
            2,
            OperationStatus.TABLES,
            "inventory.t: 40 % read",
            null,
            "2026-01-02T03:04:04Z",
            null);

    @Test
    void whatIsWrittenIsRead() throws IOException {
        JobStatus status = new JobStatus(
                "shop/inventory",
                JobState.RUNNING,
                null,
                4,
                "2026-01-02T03:04:05Z",
                0.5,
                12.5,
                2,
                Map.of("t", Map.of(0, 10L)),
                List.of(TABLE),
                20,
                1,
                "2026-01-02T03:04:00Z",
                List.of(OPERATION),
                List.of(new BrokerVolume(0, 1 << 30, 1 << 20)),
                List.of(new TableLetters("inventory.t", 2, "NaN", "2026-01-02T03:04:00Z", "2026-01-02T03:04:01Z")));
        assertThat(read(JobStatusJson.write(status))).isEqualTo(status);
    }

    @Test
    void conditionsAreWrittenAsPeopleReadThem() {
        JobStatus status = new JobStatus(
                "p",
                JobState.FAILED,
                "no disk",
                -1,
                null,
                null,
                0,
                0,
                null,
                List.of(TABLE),
                0,
                0,
                null,
                null,
                null,
                null);
        assertThat(JobStatusJson.write(status)).contains("\"state\":\"Failed\"").contains("\"lagSeconds\":null");
    }

    @Test
    void aNewerJobMaySayMore() throws IOException {
        JobStatus status = read("""
                {"state":"Running","weather":{"rain":true},
                 "tables":[{"name":"a.b","state":"Melting","colour":"red"},{"name":"a.c","state":"Live"}]}""");
        assertThat(status.tables())
                .extracting(TableStatus::state)
                .containsExactly(TableCondition.WAITING, TableCondition.LIVE);
        assertThat(status.lagSeconds()).isNull();
        assertThat(status.offsets()).isEmpty();
    }

    @Test
    void anythingElseIsRefused() {
        assertThatThrownBy(() -> read("<html>")).isInstanceOf(IOException.class);
    }

    private static JobStatus read(String json) throws IOException {
        return JobStatusJson.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }
}
