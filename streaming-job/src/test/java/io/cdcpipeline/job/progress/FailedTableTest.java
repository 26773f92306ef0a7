package io.cdcpipeline.job.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.contract.TableCondition;
import io.cdcpipeline.contract.TableStatus;
import io.cdcpipeline.job.lake.TableId;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FailedTableTest {

    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
    private static final TableId SALES = new TableId("inventory", "sales");

    private final Progress progress = new Progress("shop/inventory", table -> null, Clock.fixed(START, ZoneOffset.UTC));

    @Test
    void aTableThatFailsWithoutACommitSaysWhyAndWhenItIsTriedAgain() {
        fail();
        TableStatus table = only();
        assertThat(table.state()).isEqualTo(TableCondition.FAILED);
        assertThat(table.message()).isEqualTo("the table is append-only");
        assertThat(table.retryAt()).isEqualTo("2026-01-02T03:05:05Z");
        assertThat(table.path()).isEqualTo("file:/lake/sales");
        assertThat(table.version()).isEqualTo(-1);
        assertThat(table.position()).isNull();
    }

    @Test
    void catchingUpIsNotYetRecovered() {
        fail();
        progress.applied(1, List.of(), List.of(ProgressTest.table("sales", 3, null)));
        assertThat(only().state()).isEqualTo(TableCondition.FAILED);
        progress.recovered(SALES);
        assertThat(only().state()).isEqualTo(TableCondition.LIVE);
        assertThat(only().message()).isNull();
        assertThat(only().retryAt()).isNull();
        assertThat(only().rows()).isEqualTo(3);
    }

    @Test
    void aTableThatFailedBeforeARestartIsStillFailed() {
        progress.loaded(new LoadedLake(List.of(ProgressTest.table("sales", 7, "its type changed")), Map.of()));
        assertThat(only().state()).isEqualTo(TableCondition.FAILED);
        assertThat(only().rows()).isEqualTo(7);
        assertThat(only().lastBatch().rows()).isZero();
    }

    @Test
    void aTableThatRecoversBeforeAnythingIsKnownOfItIsWaiting() {
        progress.recovered(SALES);
        assertThat(progress.status().tables()).isEmpty();
        fail();
        progress.recovered(SALES);
        assertThat(only().state()).isEqualTo(TableCondition.WAITING);
    }

    private void fail() {
        progress.failed(new TableFailure(SALES, "file:/lake/sales", "the table is append-only", START.plusSeconds(60)));
    }

    private TableStatus only() {
        return progress.status().tables().get(0);
    }
}
