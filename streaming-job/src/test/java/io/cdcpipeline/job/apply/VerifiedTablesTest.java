package io.cdcpipeline.job.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.contract.TableVerification;
import io.cdcpipeline.job.lake.TableId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifiedTablesTest {

    private static final TableId T = new TableId("inventory", "t");
    private static final TableId U = new TableId("inventory", "u");
    private static final Instant NOW = Instant.parse("2026-01-02T00:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    Path folder;

    @Test
    void aTableIsDueADayAfterItsLastComparisonAlsoAfterARestart() {
        opened().add(new TableVerification("inventory.t", 9, 3, 5, 1, true, 0, List.of(), null), NOW);

        VerifiedTables restarted = opened();

        assertThat(restarted.due(List.of(U, T), DAY, NOW.plus(Duration.ofHours(23))))
                .containsExactly(U);
        assertThat(restarted.due(List.of(U, T), DAY, NOW.plus(DAY))).containsExactly(T, U);
    }

    @Test
    void aTableThatWasNotComparedStaysAsItWas() {
        VerifiedTables tables = opened();

        assertThat(tables.add(TableVerification.failed("inventory.t", "it has failed"), NOW))
                .isNull();
        assertThat(tables.due(List.of(T), DAY, NOW)).containsExactly(T);
    }

    private VerifiedTables opened() {
        VerifiedTables tables =
                new VerifiedTables(folder.resolve("checkpoint").toUri().toString());
        tables.open(new Configuration());
        return tables;
    }
}
