package io.cdcpipeline.job.apply;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TableStateTest {

    private final TableState state = new TableState(
            "q",
            3,
            1,
            2,
            "100:7",
            true,
            null,
            "lacks \"x\"",
            Map.of(1, new Mark(5, 90, 95, 1_000), 0, new Mark(7, -1, -1, Long.MIN_VALUE)));

    @Test
    void whatIsWrittenIsRead() {
        assertThat(TableState.parse(state.json())).contains(state);
    }

    @Test
    void aFieldThatALaterVersionAddsIsNoObstacle() {
        assertThat(TableState.parse(state.json().replace("{\"query\"", "{\"later\":1,\"query\"")))
                .contains(state);
    }

    @Test
    void otherPeoplesMetadataIsNone() {
        assertThat(TableState.parse(null)).isEmpty();
        assertThat(TableState.parse("nightly OPTIMIZE")).isEmpty();
        assertThat(TableState.parse("{\"other\":1}")).isEmpty();
    }

    @Test
    void commitsOfABatchAreCounted() {
        TableState same = state.followedBy(state);
        assertThat(same.commit()).isEqualTo(2);
        TableState next = state.followedBy(new TableState("q", 4, 0, 2, "100:7", true, null, null, Map.of()));
        assertThat(next.commit()).isZero();
        assertThat(next.batch()).isEqualTo(4);
        TableState otherQuery = state.followedBy(new TableState("r", 3, 0, 2, "100:7", true, null, null, Map.of()));
        assertThat(otherQuery.commit()).isZero();
    }

    @Test
    void otherPartitionsStayWhereTheyWere() {
        TableState next = new TableState("q", 4, 0, 2, "", false, null, null, Map.of(0, new Mark(9, 1, 2, 3)));
        assertThat(state.followedBy(next).marks())
                .containsEntry(0, new Mark(9, 1, 2, 3))
                .containsEntry(1, new Mark(5, 90, 95, 1_000));
    }
}
