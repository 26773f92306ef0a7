package io.cdcpipeline.job.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.job.decode.LogPosition;
import org.junit.jupiter.api.Test;

class TableStateTest {

    private static final AppliedPosition POSITION =
            new AppliedPosition("inv.inventory.t", "id-1", 7, new LogPosition(90, 95, 2), 1_000);

    private final TableState state = new TableState(
            3, 2, "100:7", true, "lacks \"x\"", 0, 41, POSITION, null, null, 0, false, false, null, null, false);

    @Test
    void whatIsWrittenIsRead() {
        assertThat(TableStateJson.read(TableStateJson.write(state))).contains(state);
        assertThat(TableStateJson.read(TableStateJson.write(TableState.FRESH))).contains(TableState.FRESH);
    }

    @Test
    void aFieldThatALaterVersionAddsIsNoObstacle() {
        String json = TableStateJson.write(state).replace("{\"sequence\"", "{\"later\":1,\"sequence\"");
        assertThat(json).contains("later");
        assertThat(TableStateJson.read(json)).contains(state);
    }

    @Test
    void whatTheFirstVersionWroteIsRead() {
        TableState read = TableStateJson.read("{\"cdcpipeline\":{\"query\":\"q\",\"batch\":3,\"commit\":1,\"epoch\":2,"
                        + "\"snapshot\":\"100:7\",\"snapshotting\":false,\"note\":\"lacks x\",\"marks\":{\"0\":"
                        + "{\"next\":7,\"commitLsn\":90,\"lsn\":95,\"timeMicros\":1000}}}}")
                .orElseThrow();
        assertThat(read.position()).isEqualTo(new AppliedPosition(null, null, 7, new LogPosition(90, 95, -1), 1_000));
        assertThat(read.epoch()).isEqualTo(2);
        assertThat(read.snapshot()).isEqualTo("100:7");
        assertThat(read.incomplete()).isEqualTo("lacks x");
    }

    @Test
    void otherPeoplesMetadataIsNone() {
        assertThat(TableStateJson.read(null)).isEmpty();
        assertThat(TableStateJson.read("nightly OPTIMIZE")).isEmpty();
        assertThat(TableStateJson.read("{\"other\":1}")).isEmpty();
    }

    @Test
    void commitsAndChangesAreCounted() {
        TableState next = state.followedBy(
                new TableState(
                        0,
                        2,
                        "100:7",
                        false,
                        null,
                        0,
                        0,
                        POSITION.passed(9),
                        null,
                        null,
                        0,
                        false,
                        false,
                        null,
                        null,
                        false),
                5);
        assertThat(next.sequence()).isEqualTo(4);
        assertThat(next.changes()).isEqualTo(46);
        assertThat(next.position().next()).isEqualTo(9);
    }

    @Test
    void aTableIsGoneUntilSomethingComes() {
        TableState gone = state.followedBy(state.dropped(), 0);

        assertThat(gone.gone()).isTrue();
        assertThat(gone.lacking("x").at(POSITION).gone()).isTrue();
        assertThat(gone.filled(new FilledAt("1:1:", 1, 2), new TableState.Filled(7, false, null, null), null)
                        .gone())
                .isFalse();
        assertThat(gone.followedBy(state, 1).gone()).isFalse();
    }

    @Test
    void whatATableLacksIsSaidUntilANewSnapshot() {
        TableState same = state.followedBy(
                new TableState(
                        0, 2, "100:7", false, null, 0, 0, POSITION, null, null, 0, false, false, null, null, false),
                0);
        assertThat(same.incomplete()).isEqualTo("lacks \"x\"");
        TableState anew = state.followedBy(
                new TableState(
                        0, 3, "200:8", true, null, 0, 0, POSITION, null, null, 0, false, false, null, null, false),
                0);
        assertThat(anew.incomplete()).isNull();
        assertThat(anew.lacking("a").lacking("b").incomplete()).isEqualTo("a");
    }
}
