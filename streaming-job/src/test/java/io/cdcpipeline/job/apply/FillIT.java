package io.cdcpipeline.job.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.job.testing.SourceTable;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Given a table of a real PostgreSQL, when the job fills it, then those rows stand in Delta; and what follows is exact. */
class FillIT extends SourceAndLake {

    @Test
    void aTableOfWhichNothingHasComeGetsItsRows() throws Exception {
        source.run("INSERT INTO inventory.t VALUES (1, 'one'), (2, NULL), (3, E'tab\\tand\\\\N')");

        pipeline.fill("t").recover();

        assertThat(pipeline.rows("t")).containsExactly("1,one", "2,null", "3,tab\tand\\N");
        assertThat(pipeline.failures()).isEmpty();
        assertThat(pipeline.restarted().start(Map.of()).rows("t")).hasSize(3);
    }

    @Test
    void anEmptyTableIsThereAtOnce() throws Exception {
        pipeline.fill("t").recover();

        assertThat(pipeline.rows("t")).isEmpty();
        assertThat(pipeline.version("t")).isPositive();
    }

    @Test
    void aFillThatIsAskedForWhileTheTableIsOnItsWayBackIsMade() throws Exception {
        SourceTable other = SourceTable.of("other").column("id", "int32").key("id");
        pipeline.fill("t").recoverInBatch().batch(0, other.insert(1));
        assertThat(pipeline.rows("t")).isEmpty();
        source.run("INSERT INTO inventory.t VALUES (1, 'later')");

        pipeline.fill("t").recover();

        assertThat(pipeline.rows("t")).containsExactly("1,later");
    }

    @Test
    void rowsOfTheSourceReplaceWhatTheTableHad() throws Exception {
        source.run("INSERT INTO inventory.t VALUES (1, 'one'), (2, 'two')");
        pipeline.batch(0, t.insert(2, "old"), t.insert(9, "gone"));
        long before = pipeline.version("t");

        pipeline.fill("t").recover();

        assertThat(pipeline.rows("t")).containsExactly("1,one", "2,two");
        assertThat(pipeline.version("t")).isEqualTo(before + 1);
        log.transactions(LATER);
        pipeline.batch(1, t.insert(3, "three"));
        assertThat(pipeline.rows("t")).containsExactly("1,one", "2,two", "3,three");
    }

    @Test
    void changesThatTheFillHasSeenAreLeftOutAndLaterOnesAreApplied() throws Exception {
        long seen = transaction("INSERT INTO inventory.t VALUES (1, 'one')");
        long seenToo = transaction("UPDATE inventory.t SET v = 'uno' WHERE id = 1");
        pipeline.fill("t").recover();
        long later = transaction("DELETE FROM inventory.t WHERE id = 1");

        log.transactions(seen);
        var insert = t.insert(1, "one");
        log.transactions(seenToo);
        var update = t.update(1, "uno");
        pipeline.batch(0, insert, update);
        assertThat(pipeline.rows("t")).containsExactly("1,uno");
        assertThat(pipeline.repeated()).isEqualTo(2);

        log.transactions(later);
        pipeline.batch(1, t.delete(1));
        assertThat(pipeline.rows("t")).isEmpty();
    }

    @Test
    void partitionsOfATableAreReadEachAndGeneratedColumnsAreLeftOut() throws Exception {
        source.run(
                "DROP TABLE inventory.t",
                "CREATE TABLE inventory.t (id int, v text, twice int GENERATED ALWAYS AS (id * 2) STORED, PRIMARY KEY (id))"
                        + " PARTITION BY RANGE (id)",
                "CREATE TABLE inventory.t_low PARTITION OF inventory.t FOR VALUES FROM (0) TO (10)",
                "CREATE TABLE inventory.t_high PARTITION OF inventory.t FOR VALUES FROM (10) TO (20)",
                "INSERT INTO inventory.t VALUES (1, 'low'), (11, 'high')");

        pipeline.fill("t").recover();

        assertThat(pipeline.rows("t")).containsExactly("1,low", "11,high");
    }

    @Test
    void aTableOfWhichThereIsNoPartitionYetIsEmpty() throws Exception {
        source.run(
                "DROP TABLE inventory.t",
                "CREATE TABLE inventory.t (id int PRIMARY KEY, v text) PARTITION BY RANGE (id)");

        pipeline.fill("t").recover();

        assertThat(pipeline.rows("t")).isEmpty();
        assertThat(pipeline.failures()).isEmpty();
    }

    @Test
    void rowsOfChildrenAreTheirs() throws Exception {
        source.run(
                "INSERT INTO inventory.t VALUES (1, 'parent')",
                "CREATE TABLE inventory.child (PRIMARY KEY (id)) INHERITS (inventory.t)",
                "INSERT INTO inventory.child VALUES (2, 'child')");

        pipeline.fill("t").recover();

        assertThat(pipeline.rows("t")).containsExactly("1,parent");
    }

    @Test
    void aColumnThatWasDroppedStaysAndIsEmpty() throws Exception {
        source.run("INSERT INTO inventory.t VALUES (1, 'one')");
        SourceTable wider = new SourceTable(log, "inventory", "t")
                .column("id", "int32")
                .column("old", "string")
                .column("v", "string")
                .key("id");
        pipeline.batch(0, wider.insert(1, "x", "y"));

        pipeline.fill("t").recover();

        assertThat(pipeline.rows("t")).containsExactly("1,null,one");
    }

    @Test
    void columnsThatCannotHoldTheNewTypesAreReplacedInTheSameCommit() throws Exception {
        source.run(
                "DROP TABLE inventory.t",
                "CREATE TABLE inventory.t (id int PRIMARY KEY, v timestamptz)",
                "INSERT INTO inventory.t VALUES (1, '2026-01-02 03:04:05+00')");
        SourceTable other = new SourceTable(log, "inventory", "t")
                .column("id", "int32")
                .column("v", "boolean")
                .key("id");
        pipeline.batch(0, other.insert(1, true));
        long before = pipeline.version("t");

        pipeline.fill("t").recover();

        assertThat(pipeline.rows("t")).containsExactly("1,2026-01-02 03:04:05.0");
        assertThat(pipeline.version("t")).isEqualTo(before + 1);
    }

    /** @return its id */
    private static long transaction(String sql) {
        return Long.parseLong(source.query("WITH changed AS (" + sql + " RETURNING 1) SELECT pg_current_xact_id()::text"
                + " FROM (SELECT count(*) FROM changed) all_of_them"));
    }
}
