package io.cdcpipeline.job.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.contract.JobState;
import io.cdcpipeline.contract.JobStatus;
import io.cdcpipeline.contract.TableCondition;
import io.cdcpipeline.contract.TableLetters;
import io.cdcpipeline.contract.TableStatus;
import io.cdcpipeline.job.lake.TableId;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgressTest {

    static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    static final Instant SECOND_AGO = NOW.minusSeconds(1);

    private final Progress progress = new Progress("shop/inventory", table -> null, Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void beforeTheFirstBatchNothingIsKnown() {
        JobStatus status = progress.status();
        assertThat(status.state()).isEqualTo(JobState.STARTING);
        assertThat(status.batch()).isEqualTo(-1);
        assertThat(status.lastCommit()).isNull();
        assertThat(status.tables()).isEmpty();
        assertThat(status.offsets()).isEmpty();
        assertThat(status.lagSeconds()).isNull();
    }

    @Test
    void aBatchShowsWhereEachTableStands() {
        progress.running();
        progress.applied(3, List.of(partition("t", 0, 10, 8)), List.of(table("t", 5, null)));
        progress.applied(4, List.of(partition("t", 1, 4, 2)), List.of(table("t", 2, 7, null)));
        JobStatus status = progress.status();
        assertThat(status.state()).isEqualTo(JobState.RUNNING);
        assertThat(status.batch()).isEqualTo(4);
        assertThat(status.lastCommit()).isEqualTo("2026-01-02T03:04:05Z");
        assertThat(status.offsets()).isEqualTo(Map.of("t", Map.of(0, 10L, 1, 4L)));
        assertThat(status.lagSeconds()).isEqualTo(1.0);
        assertThat(status.eventsPerSecond()).isEqualTo(1.0);
        assertThat(status.deadLetters()).isZero();
        assertThat(status.tables())
                .containsExactly(new TableStatus(
                        "inventory.t",
                        "file:/lake/t",
                        null,
                        9,
                        TableCondition.LIVE,
                        7,
                        new TableStatus.LastBatch(2, 0.5),
                        new TableStatus.Position(1, 90, 95, 9),
                        "2026-01-02T03:04:04Z",
                        1.0,
                        null,
                        null,
                        null,
                        null,
                        null));
    }

    @Test
    void aTableShowsWhatTheManifestSaysOfItAndWhereItWasBefore() {
        Progress said = new Progress("p", table -> "tableSettings[0]", Clock.fixed(NOW, ZoneOffset.UTC));
        said.kept(new TableId("inventory", "t"), "file:/lake/old");
        said.kept(new TableId("inventory", "gone"), "file:/lake/gone");
        said.applied(0, List.of(), List.of(table("t", 0, null), table("u", 0, null)));
        assertThat(said.status().tables())
                .extracting(TableStatus::settings)
                .containsExactly(
                        "tableSettings[0]; what it was before by another name stays at file:/lake/old",
                        "tableSettings[0]");
    }

    @Test
    void aTableShowsWhichRulesForColumnsDoNothing() {
        Progress said = new Progress("p", table -> "tableSettings[0]: columns: 3", Clock.fixed(NOW, ZoneOffset.UTC));
        TableId t = new TableId("inventory", "t");
        said.unmatchedRules(t, List.of(0, 2));
        said.applied(0, List.of(), List.of(table("t", 0, null)));
        assertThat(said.status().tables().get(0).settings())
                .isEqualTo("tableSettings[0]: columns: 3; no column of it matches columns[0], columns[2]");

        said.unmatchedRules(t, List.of());
        assertThat(said.status().tables().get(0).settings()).isEqualTo("tableSettings[0]: columns: 3");
    }

    @Test
    void deadLettersAreAsManyAsTheirTableSaysHoweverOftenItIsTold() {
        var letters = List.of(
                new TableLetters("inventory.t", 3, "NaN", SECOND_AGO.toString(), NOW.toString()),
                new TableLetters(null, 1, "no JSON", NOW.toString(), NOW.toString()));
        progress.letters(letters);
        progress.letters(letters);
        assertThat(progress.status().deadLetters()).isEqualTo(4);
        assertThat(progress.status().letters()).isEqualTo(letters);
        progress.letters(List.of());
        assertThat(progress.status().deadLetters()).isZero();
    }

    @Test
    void aFailedTableSaysWhy() {
        progress.applied(0, List.of(), List.of(table("t", 0, "its type changed")));
        assertThat(progress.status().tables().get(0).state()).isEqualTo(TableCondition.FAILED);
        assertThat(progress.status().tables().get(0).message()).isEqualTo("its type changed");
    }

    @Test
    void offsetsOfAnEarlierRunCountAsReadable() {
        progress.readable("{\"a\":{\"0\":7}}");
        progress.applied(0, List.of(partition("b", 0, 1, 1)), List.of());
        assertThat(progress.status().offsets()).isEqualTo(Map.of("a", Map.of(0, 7L), "b", Map.of(0, 1L)));
    }

    @Test
    void aBatchWithoutChangesOfTablesIsNoCommit() {
        progress.applied(0, List.of(partition("t", 0, 1, 1)), List.of());
        assertThat(progress.status().lastCommit()).isNull();
    }

    static PartitionProgress partition(String topic, int partition, long next, long events) {
        return new PartitionProgress(topic, partition, next, events, 0);
    }

    static TableProgress table(String name, long events, String failure) {
        return table(name, events, events, failure);
    }

    static TableProgress table(String name, long events, long total, String failure) {
        TableCondition condition = failure == null ? TableCondition.LIVE : TableCondition.FAILED;
        return table(name, new long[] {events, total}, condition, failure);
    }

    /** Of which nothing comes any more. */
    static TableProgress gone(String name) {
        return table(name, new long[] {0, 1}, TableCondition.GONE, "dropped");
    }

    private static TableProgress table(String name, long[] changes, TableCondition condition, String message) {
        return new TableProgress(
                new TableId("inventory", name),
                "file:/lake/" + name,
                null,
                9,
                changes[0],
                changes[1],
                changes[0],
                0.5,
                condition,
                message,
                new TableStatus.Position(1, 90, 95, 9),
                SECOND_AGO);
    }
}
