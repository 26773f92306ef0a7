package io.cdcpipeline.job.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.contract.TableCondition;
import io.cdcpipeline.contract.event.StreamStart;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The connector has lost its slot, or its offsets, and has begun another stream of changes. */
class LostChangesIT extends SourceAndLake {

    private static final StreamStart AFTER_A_GAP = new StreamStart("cdc", 300, 200L, false);

    @Test
    void aTableLacksWhatWasMissedFromTheFirstChangeAfterItOn() throws Exception {
        pipeline.batch(0, t.insert(1, "one"));

        pipeline.topics().stream(AFTER_A_GAP);
        pipeline.batch(1, t.insert(3, "three"));

        assertThat(pipeline.rows("t")).containsExactly("1,one", "3,three");
        assertThat(pipeline.table("t").condition()).isEqualTo(TableCondition.INCOMPLETE);
        assertThat(pipeline.table("t").message())
                .startsWith("the replication slot cdc was lost, and changes between LSN 0/C8 and 0/12C are missing");
    }

    @Test
    void aTableOfWhichNothingComesAfterwardsLacksItTooWhoeverFindsOut() throws Exception {
        pipeline.batch(0, t.insert(1, "one"));
        pipeline.topics().stream(AFTER_A_GAP);

        Pipeline restarted = pipeline.restarted().start(Map.of());
        assertThat(restarted.table("t").condition()).isEqualTo(TableCondition.INCOMPLETE);

        pipeline.batch(1);
        assertThat(pipeline.table("t").condition()).isEqualTo(TableCondition.INCOMPLETE);
        assertThat(pipeline.rows("t")).containsExactly("1,one");
    }

    @Test
    void itIsFilledByItselfAndIsSoundThen() throws Exception {
        pipeline.batch(0, t.insert(1, "one"));
        source.run("INSERT INTO inventory.t VALUES (1, 'changed'), (2, 'missed')");
        pipeline.topics().stream(AFTER_A_GAP);

        pipeline.batch(1).recover();

        assertThat(pipeline.rows("t")).containsExactly("1,changed", "2,missed");
        assertThat(pipeline.table("t").message()).isNull();
        assertThat(pipeline.restarted().start(Map.of()).table("t").message()).isNull();
    }

    @Test
    void aTableThatCameDuringTheGapIsFilledBeforeItsChangesAreApplied() throws Exception {
        Pipeline first = pipeline(source.address("inventory\\..*"));
        source.run("DROP TABLE inventory.t");
        first.start(Map.of()).look();
        source.run(
                "CREATE TABLE inventory.t (id int PRIMARY KEY, v text)",
                "INSERT INTO inventory.t VALUES (1, 'missed')");
        first.topics().stream(AFTER_A_GAP);
        log.transactions(LATER);

        first.batch(0, t.insert(2, "two"));
        assertThat(first.exists("t")).isFalse();

        first.look().recover();
        assertThat(first.rows("t")).containsExactly("1,missed", "2,two");
        assertThat(first.table("t").message()).isNull();
    }

    @Test
    void nothingIsFilledBeforeTheConnectorHasToldWhereItBegan() throws Exception {
        Pipeline first = pipeline(source.address("inventory\\..*"));
        first.topics().stream(null);
        first.start(Map.of()).look().recover();
        assertThat(first.exists("t")).isFalse();

        first.topics().stream(AFTER_A_GAP);
        first.look().recover();

        assertThat(first.rows("t")).isEmpty();
        assertThat(first.table("t").message()).isNull();
    }
}
