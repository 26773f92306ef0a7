package io.cdcpipeline.job.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.contract.TableMode;
import io.cdcpipeline.contract.TableSetting;
import io.cdcpipeline.job.testing.SourceTable;
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

    @Test
    void anotherNameInTheLakeIsFilledAndWhatHadTheOldOneStaysAsItIs() throws Exception {
        Pipeline first = pipeline(source.address("inventory\\..*"));
        source.run("INSERT INTO inventory.t VALUES (1, 'one')");
        first.start(Map.of()).look().recover();
        source.run("INSERT INTO inventory.t VALUES (2, 'two')");

        Pipeline renamed = first.with(named("lake.{schema}_{table}")).start(Map.of());
        renamed.look().recover();
        log.transactions(LATER);
        renamed.batch(0, t.insert(3, "three"));

        assertThat(renamed.rowsIn("lake/inventory_t")).containsExactly("1,one", "2,two", "3,three");
        assertThat(renamed.table("t").path()).endsWith("/lake/inventory_t");
        assertThat(renamed.rows("t")).containsExactly("1,one");
        assertThat(renamed.failures()).isEmpty();

        Pipeline again = renamed.restarted().start(Map.of()).look();
        assertThat(again.isToBeFilled("t")).isFalse();
        again.batch(1, t.delete(1));
        assertThat(again.rowsIn("lake/inventory_t")).containsExactly("2,two", "3,three");
    }

    @Test
    void aTableThatHasItsOldNameAgainGoesOnFromWhereItWas() throws Exception {
        Pipeline first = pipeline(source.address());
        first.batch(0, t.insert(1, "one"));
        Pipeline renamed = first.with(named("lake.t")).start(Map.of());
        renamed.batch(1, t.insert(2, "two"));
        assertThat(renamed.rows("t")).containsExactly("1,one");

        Pipeline back = first.restarted().start(Map.of(t.topic(), 2L)).recover();

        assertThat(back.rows("t")).containsExactly("1,one", "2,two");
    }

    @Test
    void tablesThatShareANameInTheLakeAreNotMixed() throws Exception {
        SourceTable u = new SourceTable(log, "inventory", "u")
                .column("id", "int32")
                .column("v", "string")
                .key("id");
        Pipeline shared = pipeline(source.address()).with(named("lake.one"));
        shared.batch(0, t.insert(1, "of t"), u.insert(1, "of u")).recover();

        assertThat(shared.failures()).hasSize(1);
        String other = shared.failures().keySet().iterator().next();
        String owner = other.equals("t") ? "u" : "t";
        assertThat(shared.rowsIn("lake/one")).containsExactly("1,of " + owner);
        assertThat(shared.failures().get(other))
                .contains("is that of inventory." + owner, "another target in spec.tableSettings");
    }

    private static TableSetting named(String target) {
        return new TableSetting(".*", TableMode.MIRROR, target, null);
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
