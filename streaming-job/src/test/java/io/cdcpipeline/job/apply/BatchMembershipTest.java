package io.cdcpipeline.job.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.contract.TableCondition;
import io.cdcpipeline.job.lake.TableId;
import io.cdcpipeline.job.progress.BatchListener;
import io.cdcpipeline.job.progress.PartitionProgress;
import io.cdcpipeline.job.progress.TableProgress;
import io.cdcpipeline.job.state.TableContext;
import io.cdcpipeline.job.state.TableState;
import io.cdcpipeline.job.testing.LocalSpark;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchMembershipTest {

    private static final TableId LARGE = new TableId("inventory", "large");
    private static final TableId SMALL = new TableId("inventory", "small");

    @TempDir
    Path lake;

    private final LaggingTables lagging = new LaggingTables(Clock.systemUTC());
    private final Set<TableId> behind = new HashSet<>();
    private Tables tables;
    private BatchMembership membership;

    @BeforeEach
    void follow() {
        tables = new Tables(LocalSpark.config(lake, "uid-1"));
        tables.update(context(LARGE));
        Parts parts = new Parts(null, null, tables, null, null, null, null, null, null);
        membership = new BatchMembership(parts, lagging, null, new BatchListener() {
            @Override
            public void applied(long batch, List<PartitionProgress> partitions, List<TableProgress> tables) {}

            @Override
            public void behind(TableId table) {
                behind.add(table);
            }
        });
    }

    @Test
    void aTableThatKeptTheOthersWaitingReadsByItself() {
        tables.update(context(SMALL));
        end(written(LARGE, 15, 250), written(SMALL, 0.1, 250));
        assertThat(tables.known(LARGE).heldBack()).isTrue();
        assertThat(tables.known(SMALL).heldBack()).isFalse();
        assertThat(lagging.takeDue()).containsOnlyKeys(LARGE);
        assertThat(behind).containsExactly(LARGE);
    }

    @Test
    void aMachineThatIsBusyExplainsThatAllTablesTakeLong() {
        tables.update(context(SMALL));
        end(written(LARGE, 15, 250), written(SMALL, 6, 250));
        assertThat(tables.known(LARGE).heldBack()).isFalse();
        assertThat(tables.known(SMALL).heldBack()).isFalse();
    }

    @Test
    void manyChangesExplainThatABatchTakesLong() {
        tables.update(context(SMALL));
        end(written(LARGE, 15, 200_000), written(SMALL, 0.1, 250));
        assertThat(tables.known(LARGE).heldBack()).isFalse();
    }

    @Test
    void aTableThatIsAloneKeepsNobodyWaiting() {
        end(written(LARGE, 15, 250));
        assertThat(tables.known(LARGE).heldBack()).isFalse();
    }

    @Test
    void aTableThatIsCalledWhileItComesBackLeavesAgain() {
        tables.update(context(LARGE).heldBack(true)); // nobody reads it any more, and the batches do not have it yet
        membership.call(LARGE);
        tables.update(context(LARGE));
        membership.handOver();
        assertThat(tables.known(LARGE).heldBack()).isTrue();
        assertThat(lagging.takeDue()).containsOnlyKeys(LARGE);
    }

    private void end(TableProgress... written) {
        membership.endBatch(List.of(), List.of(written));
        membership.parkSlow();
        membership.handOver();
    }

    private static TableProgress written(TableId table, double seconds, long events) {
        return new TableProgress(
                table, "path", null, 1, events, events, events, seconds, TableCondition.LIVE, null, null, null);
    }

    private static TableContext context(TableId table) {
        TableState state = TableState.FRESH;
        return new TableContext(
                table, new StructType(), 0, state.at(state.position().in("topic", "id")), false);
    }
}
