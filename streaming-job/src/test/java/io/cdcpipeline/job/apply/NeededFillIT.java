package io.cdcpipeline.job.apply;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tables that the job fills without being asked: what is not in the lake, what lacks something, what became another one. */
class NeededFillIT extends SourceAndLake {

    @Test
    void aTableThatLacksSomethingIsFilledByItself() throws Exception {
        source.run("INSERT INTO inventory.t VALUES (1, 'one'), (2, 'two')");
        pipeline.batch(0, t.insert(1, "one"));
        pipeline.topics().delete(t.topic());
        pipeline.watchTopics().recover();

        pipeline.watchTopics().recover();

        assertThat(pipeline.rows("t")).containsExactly("1,one", "2,two");
        assertThat(pipeline.table("t").message()).isNull();
    }

    @Test
    void noChangeIsAppliedBeforeTheFirstFillOfItsTable() throws Exception {
        Pipeline first = pipeline(source.address("inventory\\..*"));
        source.run("INSERT INTO inventory.t VALUES (1, 'there before')");
        log.transactions(LATER);

        first.batch(0, t.insert(2, "two"));
        assertThat(first.exists("t")).isFalse();
        first.look().batch(1, t.insert(3, "three"));
        assertThat(first.exists("t")).isFalse();

        first.recover();
        assertThat(first.rows("t")).containsExactly("1,there before", "2,two", "3,three");
        assertThat(first.table("t").message()).isNull();
    }

    @Test
    void aTableThatBecameAnotherWithoutAnEventIsFilledAnew() throws Exception {
        Pipeline first = pipeline(source.address("inventory\\..*"));
        source.run("INSERT INTO inventory.t VALUES (1, 'one')");
        first.start(Map.of()).look().recover();
        assertThat(first.rows("t")).containsExactly("1,one");
        source.run("ALTER TABLE inventory.t ALTER v TYPE text USING v || '!'");

        assertThat(afterRestart(first).rows("t")).containsExactly("1,one!");
    }

    @Test
    void whatIsPublishedLaterIsFilled() throws Exception {
        source.run(
                "INSERT INTO inventory.t VALUES (1, 'one'), (2, 'two')",
                "DROP PUBLICATION cdc",
                "CREATE PUBLICATION cdc FOR TABLE inventory.t (id) WHERE (id > 1)");
        Pipeline first = pipeline(source.address("inventory\\..*"));
        first.start(Map.of()).look().recover();
        assertThat(first.rows("t")).containsExactly("2");

        source.run("ALTER PUBLICATION cdc SET TABLE inventory.t WHERE (id > 1)");
        assertThat(afterRestart(first).rows("t")).containsExactly("2,two");

        source.run("ALTER PUBLICATION cdc SET TABLE inventory.t");
        assertThat(afterRestart(first).rows("t")).containsExactly("1,one", "2,two");
        source.run("DROP PUBLICATION cdc", "CREATE PUBLICATION cdc FOR ALL TABLES");
    }

    /** Once the source's tables were looked at so often that it counts. */
    private static Pipeline afterRestart(Pipeline pipeline) throws Exception {
        Pipeline restarted = pipeline.restarted().start(Map.of());
        for (int i = 0; i < CatalogWatch.LOOKS; i++) {
            restarted.look().recover();
        }
        return restarted;
    }
}
