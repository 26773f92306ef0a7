package io.cdcpipeline.job.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.contract.OnDrop;
import io.cdcpipeline.contract.TableCondition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What becomes of a table in the lake that is not in the source any more. */
class DroppedTableIT extends SourceAndLake {

    @Test
    void aTableThatIsDroppedStaysAsItWasAtTheEnd() throws Exception {
        Pipeline running = filled(OnDrop.KEEP);
        source.run("INSERT INTO inventory.t VALUES (2, 'the last')", "DROP TABLE inventory.t");
        running.topics().add(t.insert(2, "the last"));
        lookOften(running);
        assertThat(running.table("t").condition()).as("before all is read").isEqualTo(TableCondition.LIVE);

        readAndLookOften(running);

        assertThat(running.rows("t")).containsExactly("1,one", "2,the last");
        assertThat(running.table("t").condition()).isEqualTo(TableCondition.GONE);
        assertThat(running.table("t").message()).contains("dropped in the source");
        Pipeline restarted = running.restarted().start(Map.of());
        assertThat(restarted.table("t").condition()).isEqualTo(TableCondition.GONE);
        assertThat(restarted.recover().rows("t")).hasSize(2);
    }

    @Test
    void itsFolderIsRemovedWhereThatIsWanted() throws Exception {
        Pipeline running = filled(OnDrop.DROP);
        source.run("DROP TABLE inventory.t");
        readAndLookOften(running);

        assertThat(Files.exists(Path.of(running.path("t").replace("file:", ""))))
                .isFalse();
        assertThat(running.table("t").condition()).isEqualTo(TableCondition.GONE);
        assertThat(running.restarted().start(Map.of()).exists("t")).isFalse();
    }

    @Test
    void aTableThatIsOnlyNotPublishedOrReadableAnyMoreIsNotDropped() throws Exception {
        Pipeline running = filled(OnDrop.DROP);
        source.run(
                "CREATE ROLE blind LOGIN PASSWORD 'blind'",
                "ALTER TABLE inventory.t RENAME TO hidden",
                "CREATE TABLE inventory.t (v text)");
        source.loginAs("blind", "blind");
        readAndLookOften(running.restarted().start(Map.of()));

        assertThat(running.exists("t")).isTrue();
        assertThat(running.restarted().start(Map.of()).table("t").condition()).isEqualTo(TableCondition.LIVE);
        source.run("DROP TABLE inventory.hidden", "DROP ROLE blind");
    }

    @Test
    void aTableThatTheManifestLeavesOutStays() throws Exception {
        Pipeline running = pipeline(source.address("inventory\\.other"), OnDrop.DROP);
        running.start(Map.of()).look().batch(0, t.insert(1, "one")).recover();
        source.run("DROP TABLE inventory.t");
        readAndLookOften(running);

        assertThat(running.rows("t")).containsExactly("1,one");
        assertThat(running.table("t").condition()).isEqualTo(TableCondition.LIVE);
    }

    @Test
    void aTableThatIsRenamedIsGoneUnderItsOldName() throws Exception {
        Pipeline running = filled(OnDrop.KEEP);
        source.run("ALTER TABLE inventory.t RENAME TO u");
        readAndLookOften(running);

        assertThat(running.table("t").condition()).isEqualTo(TableCondition.GONE);
        assertThat(running.rows("u")).containsExactly("1,one");
        assertThat(running.table("u").condition()).isEqualTo(TableCondition.LIVE);
        source.run("DROP TABLE inventory.u");
    }

    @Test
    void aTableThatIsMadeAgainIsFilledAnew() throws Exception {
        Pipeline running = filled(OnDrop.KEEP);
        source.run("DROP TABLE inventory.t");
        readAndLookOften(running);
        assertThat(running.table("t").condition()).isEqualTo(TableCondition.GONE);

        source.run(
                "CREATE TABLE inventory.t (id int PRIMARY KEY, v text)", "INSERT INTO inventory.t VALUES (9, 'again')");
        lookOften(running);

        assertThat(running.rows("t")).containsExactly("9,again");
        assertThat(running.table("t").condition()).isEqualTo(TableCondition.LIVE);
    }

    @Test
    void aTableThatLacksSomethingIsNotRemoved() throws Exception {
        Pipeline running = filled(OnDrop.DROP);
        source.run("DROP TABLE inventory.t");
        running.topics().expire(t.topic(), 100);
        running.topics().add(t.insert(2, "two"));
        readAndLookOften(running.watchTopics());

        assertThat(running.exists("t")).isTrue();
    }

    private Pipeline filled(OnDrop onDrop) throws Exception {
        Pipeline running = pipeline(source.address("inventory\\..*"), onDrop);
        source.run("INSERT INTO inventory.t VALUES (1, 'one')");
        running.start(Map.of()).look().recover();
        log.transactions(LATER);
        running.batch(0, t.insert(1, "one"));
        assertThat(running.rows("t")).containsExactly("1,one");
        return running;
    }
}
