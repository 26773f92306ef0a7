package io.cdcpipeline.job.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cdcpipeline.contract.TableMode;
import io.cdcpipeline.contract.TableSetting;
import io.cdcpipeline.job.fill.SourceLogReader;
import io.cdcpipeline.job.lake.TableId;
import io.cdcpipeline.job.testing.SourceTable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Given tables whose changes are on their way, when a point is made, then all of them can be read as they were there. */
class PointsIT extends SourceAndLake {

    private static final String WAITS = "SELECT count(*) FROM pg_stat_activity"
            + " WHERE application_name = 'cdc-pipeline-fill' AND query LIKE '%confirmed_flush_lsn%'";

    private final SourceTable u =
            new SourceTable(log, "inventory", "u").column("id", "int32").key("id");
    private final ScheduledExecutorService connector = Executors.newSingleThreadScheduledExecutor();

    @BeforeEach
    void fill() throws Exception {
        source.run("CREATE TABLE inventory.u (id int PRIMARY KEY)", "INSERT INTO inventory.t VALUES (1, 'one')");
        pipeline.fill("t").fill("u").recover();
    }

    @AfterEach
    void drop() {
        connector.shutdownNow();
        source.run("DROP TABLE inventory.u");
    }

    @Test
    void tablesAreCutBetweenTwoChangesOfOneBatch() throws Exception {
        CompletableFuture<Optional<Point>> made = waiting();
        log.transactions(LATER);
        var before = t.update(1, "before");
        log.back(-(1L << 50)).commit();
        var after = t.update(1, "after");
        pipeline.batch(0, before, after, u.insert(7));
        confirm();

        Point point = made.get(60, TimeUnit.SECONDS).orElseThrow();

        assertThat(pipeline.rows("t")).containsExactly("1,after");
        assertThat(pipeline.rowsAt("t", point.versions().get(new TableId("inventory", "t"))))
                .containsExactly("1,before");
        assertThat(pipeline.rows("u")).containsExactly("7");
        assertThat(pipeline.rowsAt("u", point.versions().get(new TableId("inventory", "u"))))
                .isEmpty();
    }

    @Test
    void aTableThatIsNotInOrderIsNoPartOfAPoint() throws Exception {
        log.transactions(LATER);
        SourceTable keyless = new SourceTable(log, "inventory", "u").column("id", "int32");
        pipeline.batch(0, u.insert(1), keyless.insert(2));
        confirm();

        Point point = make().orElseThrow();

        assertThat(point.versions()).containsOnlyKeys(new TableId("inventory", "t"));
    }

    @Test
    void aPointHasTheNamesThatTheLakeHas() throws Exception {
        pipeline = pipeline.with(new TableSetting(".*", TableMode.MIRROR, "lake.{table}", null));
        log.transactions(LATER);
        pipeline.batch(0, t.insert(1, "one"));
        confirm();

        Point point = make().orElseThrow();

        assertThat(point.versions()).containsOnlyKeys(new TableId("lake", "t"));
    }

    @Test
    void theNewestPointsAreKeptOverARestart() {
        PointTable points = pipeline.points(2);
        for (int i = 1; i <= 3; i++) {
            var versions = new TreeMap<TableId, Long>();
            versions.put(new TableId("inventory", "t"), (long) i);
            points.add(new Point(i * 100, Instant.parse("2026-01-01T00:00:0" + i + "Z"), versions));
        }

        assertThat(pipeline.pointRows())
                .containsExactly("200,2026-01-01 00:00:02.0,inventory,t,2", "300,2026-01-01 00:00:03.0,inventory,t,3");
        assertThat(pipeline.points(2).newest().position()).isEqualTo(300);
    }

    private Optional<Point> make() throws InterruptedException {
        try (SourceLogReader reader = SourceLogReader.open(source.address(), () -> null)) {
            return pipeline.pointMaker().make(reader, () -> false);
        }
    }

    private CompletableFuture<Optional<Point>> waiting() {
        CompletableFuture<Optional<Point>> made = CompletableFuture.supplyAsync(() -> {
            try {
                return make();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(source.query(WAITS)).isEqualTo("1"));
        return made;
    }

    /** No connector reads the slot here: it is moved as one that has brought all to Kafka would. */
    private void confirm() {
        connector.scheduleWithFixedDelay(
                () -> source.query("SELECT pg_replication_slot_advance('cdc', pg_current_wal_lsn())"),
                0,
                50,
                TimeUnit.MILLISECONDS);
    }
}
