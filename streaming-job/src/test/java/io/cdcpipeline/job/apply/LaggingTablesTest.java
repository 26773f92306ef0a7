package io.cdcpipeline.job.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.job.lake.TableId;
import io.cdcpipeline.job.state.TableContext;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LaggingTablesTest {

    private static final TableId TABLE = new TableId("inventory", "t");
    private static final TableContext CONTEXT = TableContext.absent(TABLE);

    private final LaggingTables lagging = new LaggingTables(Clock.systemUTC());

    @BeforeEach
    void begin() {
        lagging.behind(TABLE, "topic");
    }

    @Test
    void aTableThatHasReadNothingYetIsNotBroughtUpByABatch() {
        assertThat(lagging.takeQuick(t -> false)).isEmpty();
    }

    @Test
    void aBatchBringsUpATableThatReadsQuickly() {
        lagging.goesOn(TABLE, CONTEXT, Duration.ofMillis(400));
        assertThat(lagging.takeQuick(t -> true)).as("it has to be filled").isEmpty();
        assertThat(lagging.takeQuick(t -> false)).map(Map.Entry::getKey).contains(TABLE);
        assertThat(lagging.takeQuick(t -> false)).as("it is being read").isEmpty();
        assertThat(lagging.takeDue()).isEmpty();
    }

    @Test
    void noBatchWaitsForATableThatReadsSlowly() {
        lagging.goesOn(TABLE, CONTEXT, Duration.ofSeconds(2));
        assertThat(lagging.takeQuick(t -> false)).isEmpty();
        assertThat(lagging.get(TABLE).isReady()).isTrue();
        assertThat(lagging.get(TABLE).isSlow()).isFalse();
    }

    @Test
    void aTableThatIsSlowStaysSoThoughItHasCaughtUp() {
        lagging.goesOn(TABLE, CONTEXT, Duration.ofSeconds(15));
        lagging.caughtUp(TABLE, CONTEXT);
        assertThat(lagging.get(TABLE).isSlow()).isTrue();
        lagging.goesOn(TABLE, CONTEXT, Duration.ofMillis(100));
        lagging.caughtUp(TABLE, CONTEXT);
        assertThat(lagging.get(TABLE).isSlow()).isFalse();
    }
}
