package io.cdcpipeline.local.wait;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.contract.JobState;
import io.cdcpipeline.contract.JobStatus;
import io.cdcpipeline.contract.TableCondition;
import io.cdcpipeline.contract.TableStatus;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CatchUpTest {

    private static final Map<String, Map<Integer, Long>> ENDS = Map.of("p.s.t", Map.of(0, 5L));

    @Test
    void allIsReadableUpToTheEnds() {
        assertThat(CatchUp.missing(ENDS, job(5, TableCondition.LIVE, null))).isEmpty();
    }

    @Test
    void theTopicThatIsBehindIsNamed() {
        assertThat(CatchUp.missing(ENDS, job(4, TableCondition.LIVE, null)))
                .contains("topic p.s.t is applied up to offset 4 of 5");
    }

    @Test
    void aTableThatFailedIsNotCaughtUpHoweverFarTheOffsetsAre() {
        assertThat(CatchUp.missing(ENDS, job(5, TableCondition.FAILED, "append-only")))
                .contains("table s.t failed (append-only)");
    }

    @Test
    void aTableThatIsNotInTheLakeYetIsNamed() {
        assertThat(CatchUp.unfilled(Set.of("s.t", "s.later"), job(5, TableCondition.LIVE, null)))
                .containsExactly("s.later");
        assertThat(CatchUp.unfilled(Set.of("s.t"), job(5, TableCondition.FAILED, "append-only")))
                .isEmpty();
    }

    private static JobStatus job(long offset, TableCondition condition, String message) {
        TableStatus table = new TableStatus(
                "s.t", "/t", null, 1, condition, 1, null, null, null, null, message, null, null, null, null);
        return new JobStatus(
                "p",
                JobState.RUNNING,
                null,
                1,
                null,
                null,
                0,
                0,
                Map.of("p.s.t", Map.of(0, offset)),
                List.of(table),
                0,
                0,
                null,
                null,
                null,
                null);
    }
}
