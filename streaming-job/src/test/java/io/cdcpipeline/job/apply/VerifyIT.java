package io.cdcpipeline.job.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cdcpipeline.contract.RowDifference;
import io.cdcpipeline.contract.TableMode;
import io.cdcpipeline.contract.TableVerification;
import io.cdcpipeline.job.testing.TextTopic;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Given a table of a real PostgreSQL and its copy, when the two are compared, then that is told which differs, and nothing else. */
class VerifyIT extends SourceAndLake {

    private static final String WAITS = "SELECT count(*) FROM pg_stat_activity"
            + " WHERE application_name = 'cdc-pipeline-fill' AND query LIKE '%confirmed_flush_lsn%'";

    private final ScheduledExecutorService connector = Executors.newSingleThreadScheduledExecutor();

    @BeforeEach
    void fill() throws Exception {
        source.run("INSERT INTO inventory.t SELECT i, 'v' || i FROM generate_series(1, 5000) i");
        pipeline.fill("t").recover();
    }

    @AfterEach
    void end() {
        connector.shutdownNow();
    }

    /** No connector reads the slot here: it is moved as one that has brought all to Kafka would. */
    private void confirm() {
        connector.scheduleWithFixedDelay(
                () -> source.query("SELECT pg_replication_slot_advance('cdc', pg_current_wal_lsn())"),
                0,
                50,
                TimeUnit.MILLISECONDS);
    }

    private TableVerification verify() throws Exception {
        confirm();
        return pipeline.verify("t");
    }

    @Test
    void sameRowsAreEqual() throws Exception {
        TableVerification verified = verify();

        assertThat(verified.failure()).isNull();
        assertThat(verified.isEqual()).isTrue();
        assertThat(verified.rows()).isEqualTo(5000);
        assertThat(verified.version()).isEqualTo(pipeline.version("t"));
    }

    @Test
    void rowsThatDifferAreToldByKeyAndColumn() throws Exception {
        log.transactions(LATER);
        pipeline.batch(0, t.update(77, "wrong"), t.delete(78), t.insert(9999, "surplus"));

        TableVerification verified = verify();

        assertThat(verified.isEqual()).isFalse();
        assertThat(verified.differing()).isEqualTo(3);
        assertThat(verified.differences())
                .extracting(d -> d.key().get(0) + " " + d.kind())
                .containsExactlyInAnyOrder("77 DIFFERENT", "78 ONLY_IN_SOURCE", "9999 ONLY_IN_LAKE");
        assertThat(verified.differences())
                .flatExtracting(RowDifference::values)
                .containsExactly(new RowDifference.Value("v", "v77", "wrong"));
    }

    @ParameterizedTest
    @EnumSource(
            value = TableMode.class,
            names = {"SOFT_MIRROR", "HISTORY"})
    void ofATableThatKeepsWhatIsGoneOnlyTheOtherRowsAreCompared(TableMode mode) throws Exception {
        pipeline = pipeline.as(mode).start(Map.of());
        pipeline.fill("t").recover();
        source.run("DELETE FROM inventory.t WHERE id = 78", "UPDATE inventory.t SET v = 'w' WHERE id = 77");
        TextTopic events =
                new TextTopic("t").key("id", "int4").column("v", "text").transaction(LATER);
        pipeline.batch(0, events.delete("78", null), events.update(new String[] {"77", null}, "77", "w"));

        TableVerification verified = verify();

        assertThat(verified.failure()).isNull();
        assertThat(verified.differences()).isEmpty();
        assertThat(verified.rows()).isEqualTo(4999);
    }

    @Test
    void changesBehindThePlaceAreNotCompared() throws Exception {
        CompletableFuture<TableVerification> verified = waiting();
        long seen = Long.parseLong(source.query("SELECT pg_current_xact_id()::text")) - 1;

        log.transactions(seen);
        var before = t.update(1, "v1");
        log.back(-(1L << 50)).commit().transactions(LATER);
        var after = t.update(2, "later");
        pipeline.batch(0, before, after);
        confirm();

        assertThat(verified.get(60, TimeUnit.SECONDS).failure()).isNull();
        assertThat(verified.get().isEqual()).isTrue();
        assertThat(pipeline.rows("t")).contains("2,later");
        assertThat(verified.get().version()).isEqualTo(pipeline.version("t") - 1);
    }

    @Test
    void rowsThatChangeBetweenViewAndPlaceAreLeftOut() throws Exception {
        CompletableFuture<TableVerification> verified = waiting();

        log.transactions(LATER);
        pipeline.batch(0, t.update(5, "changed at that very moment"), t.update(6, "too"));
        confirm();

        assertThat(verified.get(60, TimeUnit.SECONDS).failure()).isNull();
        assertThat(verified.get().isEqual()).isTrue();
        assertThat(verified.get().skipped()).isEqualTo(2);
    }

    /** Many more rows are equal to each other than are held against each other one by one. */
    @Test
    void norDoTheyDifferInATableOfFewDistinctRows() throws Exception {
        source.run(
                "ALTER TABLE inventory.t DROP CONSTRAINT t_pkey",
                "ALTER TABLE inventory.t REPLICA IDENTITY FULL",
                "TRUNCATE inventory.t",
                "INSERT INTO inventory.t SELECT i % 3, 'x' FROM generate_series(1, 60000) i");
        pipeline.fill("t").recover();
        CompletableFuture<TableVerification> verified = waiting();

        TextTopic events = new TextTopic("t")
                .column("id", "int4")
                .column("v", "text")
                .full()
                .transaction(LATER);
        pipeline.batch(0, events.insert("1", "x"), events.delete("2", "x"));
        confirm();

        assertThat(verified.get(60, TimeUnit.SECONDS).failure()).isNull();
        assertThat(verified.get().isEqual()).isTrue();
        assertThat(verified.get().rows()).isEqualTo(20_000);
    }

    @Test
    void aTableThatFailedIsNotCompared() throws Exception {
        source.run("CREATE TABLE inventory.u (id int PRIMARY KEY)");
        try {
            confirm();
            assertThat(pipeline.verify("u").failure()).contains("not in the lake");
            assertThat(pipeline.verify("none").failure())
                    .contains("inventory.none")
                    .contains("does not exist");
        } finally {
            source.run("DROP TABLE inventory.u");
        }
    }

    @Test
    void whoeverWaitsToAlterTheTableComesFirst() throws Exception {
        CompletableFuture<TableVerification> verified = waiting();
        CompletableFuture<Void> altered = CompletableFuture.runAsync(
                () -> source.run("ALTER TABLE inventory.t ALTER COLUMN v SET STATISTICS 10"));
        confirm();

        altered.get(60, TimeUnit.SECONDS);
        assertThat(verified.get(60, TimeUnit.SECONDS).isEqual()).isTrue();
    }

    /** Until it waits for changes on their way. */
    private CompletableFuture<TableVerification> waiting() {
        CompletableFuture<TableVerification> verified = CompletableFuture.supplyAsync(() -> {
            try {
                return pipeline.verify("t");
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(source.query(WAITS)).isEqualTo("1"));
        return verified;
    }
}
