package io.cdcpipeline.job.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cdcpipeline.contract.OperationKind;
import io.cdcpipeline.contract.OperationPhase;
import io.cdcpipeline.contract.OperationRequest;
import io.cdcpipeline.contract.OperationStatus;
import io.cdcpipeline.job.control.Operations;
import io.cdcpipeline.job.testing.SourceTable;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Given a real PostgreSQL and a lake, when an operation is asked for, then it is carried out, and tells what came of it. */
class OperationsIT extends SourceAndLake {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    private Operations operations;

    @BeforeEach
    void open() {
        operations = pipeline.operations();
    }

    @AfterEach
    void close() {
        operations.close();
    }

    @Test
    void aSnapshotFillsTheTableAndTellsHowManyRows() throws Exception {
        source.run("INSERT INTO inventory.t VALUES (1, 'one'), (2, 'two')");

        assertThat(ask("a", OperationKind.SNAPSHOT, "inventory.t").phase()).isEqualTo(OperationPhase.RUNNING);
        await().atMost(LIMIT).until(() -> pipeline.isToBeFilled("t"));
        assertThat(status("a").message()).isEqualTo("inventory.t waits for its turn");
        pipeline.recover();

        OperationStatus last = ended("a");
        assertThat(last.phase()).as(last.result()).isEqualTo(OperationPhase.SUCCEEDED);
        assertThat(last.result()).startsWith("inventory.t: 2 rows in ");
        assertThat(last.done()).isEqualTo(1);
        assertThat(pipeline.rows("t")).containsExactly("1,one", "2,two");
    }

    @Test
    void oneTableThatCannotBeFilledFailsTheSnapshotAndTheOthersAreFilled() throws Exception {
        source.run("INSERT INTO inventory.t VALUES (1, 'one')");
        ask("a", OperationKind.SNAPSHOT, "inventory.nowhere", "inventory.t");
        await().atMost(LIMIT).until(() -> pipeline.isToBeFilled("nowhere") && pipeline.isToBeFilled("t"));
        pipeline.recover();

        OperationStatus last = ended("a");
        assertThat(last.phase()).isEqualTo(OperationPhase.FAILED);
        assertThat(last.result()).contains("1 of 2 tables were not filled", "inventory.nowhere");
        assertThat(pipeline.rows("t")).containsExactly("1,one");
    }

    @Test
    void aFillThatWaitsIsDroppedWhenItIsCancelled() throws Exception {
        ask("a", OperationKind.SNAPSHOT, "inventory.t");
        await().atMost(LIMIT).until(() -> pipeline.isToBeFilled("t"));
        operations.cancel("a");

        assertThat(ended("a").phase()).isEqualTo(OperationPhase.CANCELLED);
        assertThat(pipeline.isToBeFilled("t")).isFalse();
    }

    @Test
    void aFillThatIsUnderWayIsGivenUpAndTheTableKeepsWhatItHad() throws Exception {
        source.run("INSERT INTO inventory.t VALUES (0, 'zero')");
        pipeline.fill("t").recover();
        long before = pipeline.version("t");
        source.run("INSERT INTO inventory.t SELECT g, repeat('x', 100) FROM generate_series(1, 2000000) g");

        ask("a", OperationKind.SNAPSHOT, "inventory.t");
        await().atMost(LIMIT).until(() -> pipeline.isToBeFilled("t"));
        CompletableFuture<Void> recovery = CompletableFuture.runAsync(this::recover);
        await().atMost(LIMIT).until(() -> String.valueOf(status("a").message()).endsWith("% read"));
        operations.cancel("a");

        assertThat(ended("a").phase()).isEqualTo(OperationPhase.CANCELLED);
        recovery.join();
        assertThat(pipeline.rows("t")).containsExactly("0,zero");
        assertThat(pipeline.version("t")).isEqualTo(before);
        assertThat(pipeline.failures()).isEmpty();
    }

    @Test
    void compactTakesSmallFilesTogetherAndChangesGoOn() throws Exception {
        for (int i = 0; i < 4; i++) {
            pipeline.batch(i, t.insert(i, "v" + i));
        }
        assertThat(pipeline.files("t")).isEqualTo(4);

        ask("a", OperationKind.COMPACT);

        OperationStatus last = ended("a");
        assertThat(last.phase()).as(last.result()).isEqualTo(OperationPhase.SUCCEEDED);
        assertThat(last.result()).isEqualTo("1 table: 4 files became 1");
        assertThat(pipeline.files("t")).isEqualTo(1);
        pipeline.batch(4, t.update(2, "new"));
        assertThat(pipeline.rows("t")).containsExactly("0,v0", "1,v1", "2,new", "3,v3");
        assertThat(pipeline.failures()).isEmpty();
    }

    /** Somebody else's OPTIMIZE loses each time against a writer that marks rows in the very files that it replaces. */
    @Test
    void aTableThatChangesAllTheTimeIsCompactedBetweenTwoOfItsCommits() throws Exception {
        for (int i = 0; i < 4; i++) {
            pipeline.batch(i, t.insert(i, "v" + i));
        }
        ask("a", OperationKind.COMPACT);

        int n = 4;
        for (; !status("a").phase().hasEnded() && n < 500; n++) {
            pipeline.batch(n, t.update(n % 4, "v" + n)).recover();
        }

        assertThat(status("a").phase()).as(status("a").result()).isEqualTo(OperationPhase.SUCCEEDED);
        assertThat(status("a").result()).startsWith("1 table: ").endsWith(" files became 1");
        pipeline.batch(n, t.update(n % 4, "v" + n)).recover();
        assertThat(pipeline.rows("t")).containsExactlyInAnyOrder(text(n), text(n - 1), text(n - 2), text(n - 3));
        assertThat(pipeline.failures()).isEmpty();
    }

    private static String text(int n) {
        return n % 4 + ",v" + n;
    }

    @Test
    void aTableThatCannotBeCompactedKeepsNoOtherFromIt() throws Exception {
        SourceTable broken = new SourceTable(log, "inventory", "broken")
                .column("id", "int32")
                .key("id");
        for (int i = 0; i < 3; i++) {
            pipeline.batch(i, t.insert(i, "v" + i), broken.insert(i));
        }
        Path folder = Path.of(URI.create(pipeline.path("broken")).getPath());
        try (Stream<Path> files = Files.list(folder)) {
            Files.delete(files.filter(f -> f.toString().endsWith(".parquet"))
                    .findFirst()
                    .orElseThrow());
        }

        ask("a", OperationKind.COMPACT);

        OperationStatus last = ended("a");
        assertThat(last.phase()).isEqualTo(OperationPhase.FAILED);
        assertThat(last.result()).startsWith("1 table: 3 files became 1; not compacted: {inventory.broken=");
    }

    @Test
    void aTableThatIsNotInTheLakeCannotBeCompacted() throws Exception {
        ask("a", OperationKind.COMPACT, "inventory.nowhere");

        assertThat(ended("a").result()).startsWith("table inventory.nowhere is not in the lake");
    }

    private void recover() {
        try {
            pipeline.recover();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private OperationStatus ask(String id, OperationKind kind, String... tables) throws Exception {
        return operations.ask(new OperationRequest(id, kind, List.of(tables)));
    }

    private OperationStatus status(String id) {
        return operations.statuses().stream()
                .filter(o -> o.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private OperationStatus ended(String id) {
        return await().atMost(LIMIT)
                .until(() -> status(id), status -> status.phase().hasEnded());
    }
}
