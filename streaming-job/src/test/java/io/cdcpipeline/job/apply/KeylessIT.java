package io.cdcpipeline.job.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.job.decode.KafkaRecord;
import io.cdcpipeline.job.testing.LocalSpark;
import io.cdcpipeline.job.testing.TextTopic;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Given a table without a key, when its changes come, once or twice, then the lake has as many copies of each row as the source. */
class KeylessIT extends SourceAndLake {

    private final TextTopic events =
            new TextTopic("t").column("a", "int4").column("b", "text").full();
    private final ScheduledExecutorService connector = Executors.newSingleThreadScheduledExecutor();
    private long order;

    @BeforeEach
    void withoutAKey() {
        source.run(
                "DROP TABLE inventory.t",
                "CREATE TABLE inventory.t (a int, b text)",
                "ALTER TABLE inventory.t REPLICA IDENTITY FULL");
    }

    @AfterEach
    void end() {
        connector.shutdownNow();
    }

    @Test
    void copiesComeAndGoOneByOne() throws Exception {
        pipeline.batch(0, insert("1", "x"), insert("1", "x"), insert("1", "x"), insert(null, null));
        pipeline.batch(1, next().update(row("1", "x"), "1", "y"), next().delete("1", "x"));
        pipeline.batch(2, next().delete(null, null), insert("2", "z"));

        assertThat(pipeline.rows("t")).containsExactly("1,x", "1,y", "2,z");
        assertThat(pipeline.table("t").message()).isNull();
        assertThat(pipeline.failures()).isEmpty();
    }

    @Test
    void aTruncateTakesAllOfThem() throws Exception {
        pipeline.batch(0, insert("1", "x"), insert("1", "x"));
        pipeline.batch(1, next().truncate(), insert("1", "x"), insert("1", "x"), insert(null, null));

        assertThat(pipeline.rows("t")).containsExactly("1,x", "1,x", "null,null");
    }

    @Test
    void aBatchThatComesAgainAfterARestartChangesNothing() throws Exception {
        KafkaRecord[] first = {insert("1", "x"), insert("1", "x")};
        KafkaRecord[] second = {next().delete("1", "x"), insert("2", "y")};
        pipeline.batch(0, first);
        pipeline.batch(1, second);

        Pipeline restarted = pipeline.restarted().start(Map.of());
        restarted.batch(0, first);
        restarted.batch(1, second);

        assertThat(restarted.rows("t")).containsExactly("1,x", "2,y");
    }

    @Test
    void whatTheConnectorDeliversAgainIsToldByItsOrderInTheTransaction() throws Exception {
        pipeline.batch(0, insert("1", "x"), insert("1", "x"), insert("1", "x"));
        order = 1;
        pipeline.batch(1, insert("1", "x"), insert("1", "x"), insert("2", "new"));

        assertThat(pipeline.rows("t")).containsExactly("1,x", "1,x", "1,x", "2,new");
        assertThat(pipeline.repeated()).isEqualTo(2);
    }

    @Test
    void aRowThatGoesAndWasNotHereMakesTheTableIncompleteInTheSameCommit() throws Exception {
        pipeline.batch(0, insert("1", "x"));
        long before = commits();
        pipeline.batch(1, next().delete("2", "unknown"), insert("3", "z"));

        assertThat(pipeline.rows("t")).containsExactly("1,x", "3,z");
        assertThat(commits()).isEqualTo(before + 1);
        assertThat(pipeline.restarted().start(Map.of()).table("t").message())
                .contains("it lacked 1 of the rows that the source took away or changed");
    }

    /** How many there are but those that put small files together. */
    private long commits() {
        return LocalSpark.session()
                .sql("DESCRIBE HISTORY delta.`" + pipeline.path("t") + "`")
                .where("operation <> 'OPTIMIZE'")
                .count();
    }

    @Test
    void aFillBringsAllCopies() throws Exception {
        source.run("INSERT INTO inventory.t SELECT 1, 'x' FROM generate_series(1, 100)");

        pipeline.fill("t").recover();

        assertThat(pipeline.rows("t")).hasSize(100).containsOnly("1,x");
        assertThat(pipeline.failures()).isEmpty();
    }

    @Test
    void changesThatTheFillHasSeenAreLeftOutAndLaterOnesAreApplied() throws Exception {
        long seen = transaction("INSERT INTO inventory.t VALUES (1, 'x'), (1, 'x')");
        pipeline.fill("t").recover();
        long later = transaction("DELETE FROM inventory.t WHERE ctid = (SELECT min(ctid) FROM inventory.t)");

        events.transaction(seen);
        pipeline.batch(0, insert("1", "x"), insert("1", "x"));
        assertThat(pipeline.rows("t")).containsExactly("1,x", "1,x");

        events.transaction(later);
        pipeline.batch(1, next().delete("1", "x"));
        assertThat(pipeline.rows("t")).containsExactly("1,x");
        assertThat(pipeline.table("t").message()).isNull();
    }

    @Test
    void copiesAreComparedAsOftenAsTheyAreThere() throws Exception {
        source.run("INSERT INTO inventory.t VALUES (1, 'x'), (1, 'x'), (NULL, NULL)");
        pipeline.fill("t").recover();
        confirm();
        assertThat(pipeline.verify("t").isEqual()).isTrue();

        events.transaction(LATER);
        pipeline.batch(0, insert("1", "x"), next().delete(null, null));
        assertThat(pipeline.verify("t").differences())
                .extracting(d -> d.key() + " " + d.kind())
                .containsExactlyInAnyOrder("[1, x] ONLY_IN_LAKE", "[null, null] ONLY_IN_SOURCE");
    }

    @Test
    void aTableThatGetsAKeyGoesOnByIt() throws Exception {
        pipeline.batch(0, insert("1", "x"), insert("2", "y"));
        TextTopic keyed = new TextTopic("t").key("a", "int4").column("b", "text");
        keyed.insert("0", "an offset that is there already");
        keyed.insert("0", "another");
        pipeline.batch(
                1,
                keyed.at(7_000, 9_000, 1).update(null, "1", "X"),
                keyed.at(7_000, 9_100, 2).delete("2", null));

        assertThat(pipeline.rows("t")).containsExactly("1,X");
        assertThat(pipeline.table("t").message()).isNull();
    }

    @Test
    void aTableThatLosesItsKeyGoesOnByCopies() throws Exception {
        TextTopic keyed = new TextTopic("t").key("a", "int4").column("b", "text");
        pipeline.batch(0, keyed.insert("1", "x"), keyed.insert("2", "y"));
        events.insert("0", "an offset that is there already");
        events.insert("0", "another");
        pipeline.batch(1, insert("1", "x"), next().delete("2", "y"), next().update(row("1", "x"), "1", "z"));

        assertThat(pipeline.rows("t")).containsExactly("1,x", "1,z");
        assertThat(pipeline.table("t").message()).isNull();
    }

    @Test
    void aColumnThatComesIsPartOfWhatTellsRowsApart() throws Exception {
        pipeline.batch(0, insert("1", "x"), insert("1", "x"));
        events.column("c", "int8").full();
        pipeline.batch(1, next().insert("1", "x", "7"), next().delete("1", "x", null));

        assertThat(pipeline.rows("t")).containsExactly("1,x,7", "1,x,null");
        assertThat(pipeline.table("t").message()).isNull();
    }

    /** No connector reads the slot here: it is moved as one that has brought all to Kafka would. */
    private void confirm() {
        connector.scheduleWithFixedDelay(
                () -> source.query("SELECT pg_replication_slot_advance('cdc', pg_current_wal_lsn())"),
                0,
                50,
                TimeUnit.MILLISECONDS);
    }

    private KafkaRecord insert(String... values) {
        return next().insert(values);
    }

    /** All of one record of the log, such as COPY writes. */
    private TextTopic next() {
        return events.at(6_000, 5_500, ++order);
    }

    private static String[] row(String... values) {
        return values;
    }

    /** @return its id */
    private static long transaction(String sql) {
        return Long.parseLong(source.query("WITH changed AS (" + sql + " RETURNING 1) SELECT pg_current_xact_id()::text"
                + " FROM (SELECT count(*) FROM changed) all_of_them"));
    }
}
