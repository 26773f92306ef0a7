package io.cdcpipeline.local.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.contract.JobConfig;
import io.cdcpipeline.contract.JobConfigJson;
import io.cdcpipeline.contract.TableStatus;
import io.cdcpipeline.local.process.PidFile;
import io.cdcpipeline.local.query.JobStatusClient;
import io.cdcpipeline.local.source.SourceDatabase;
import io.cdcpipeline.local.stack.DatabaseFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Whatever is killed while changes go through, nothing is lost, nothing is doubled, and no process stays behind. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock(SharedPipeline.FOURTH)
class RestartIT {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private TestPipeline pipeline;
    private final List<Long> seen = new ArrayList<>();

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        pipeline = TestPipeline.start(folder, TestPipeline.SAMPLE);
        pipeline.source(
                "CREATE TABLE inventory.t (id int PRIMARY KEY, v text, n int)",
                "CREATE TABLE inventory.keyless (a int, v text)");
    }

    @AfterAll
    void stop() {
        pipeline.close();
        assertNothingRuns();
    }

    @Test
    void killedProcessesStartAgainAndNothingIsLost() throws Exception {
        try (Load load = new Load()) {
            for (String victim : List.of("apply", "source")) {
                load.awaitMore();
                kill(pid(victim));
                awaitAnother(victim);
            }
            load.awaitMore();
            kill(postgres().orElseThrow());
            load.awaitMore();
        }
        pipeline.assertEqualToSource();
        assertKeylessStreamed();
    }

    /** No fill has made up for a copy that was lost or doubled: each would begin another epoch. */
    private void assertKeylessStreamed() {
        assertThat(JobStatusClient.ask(pipeline.endpoints().statusUrl())
                        .orElseThrow()
                        .tables())
                .filteredOn(t -> t.name().equals("inventory.keyless"))
                .singleElement()
                .satisfies(t -> assertThat(t.position().epoch()).isEqualTo(1));
    }

    @Test
    void jobTellsHowFullTheBrokersVolumeIs() {
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        JobStatusClient.ask(pipeline.endpoints().statusUrl())
                                .orElseThrow()
                                .brokers())
                .singleElement()
                .satisfies(volume -> assertThat(volume.usableBytes()).isBetween(1L, volume.totalBytes())));
    }

    /** Each table's own log says how far it is: the checkpoint is only a hint. */
    @Test
    void aCheckpointThatIsTornOrGoneLosesNothingAndDoublesNothing() throws Exception {
        Path checkpoint = checkpoint();
        pipeline.assertEqualToSource();
        long before = applied();
        Load load = new Load();
        try (load) {
            load.awaitMore();
            Path offsets = checkpoint.resolve("offsets");
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> Files.isDirectory(offsets) && newest(offsets).isPresent());
            kill(pid("apply"));
            tear(offsets);
            awaitAnother("apply");
            load.awaitMore();
            kill(pid("apply"));
            delete(checkpoint);
            awaitAnother("apply");
            load.awaitMore();
        }
        pipeline.assertEqualToSource();
        assertThat(applied() - before).as("changes applied to the table").isEqualTo(load.changes);
        assertKeylessStreamed();
    }

    /** Changes that the table's own log counts. */
    private long applied() {
        return JobStatusClient.ask(pipeline.endpoints().statusUrl()).orElseThrow().tables().stream()
                .filter(t -> t.name().equals("inventory.t"))
                .mapToLong(TableStatus::rows)
                .sum();
    }

    private Path checkpoint() {
        JobConfig job = JobConfigJson.read(pipeline.home().run().resolve("job.json"));
        return Path.of(job.lake().checkpoint().replaceFirst("^file:/+", "/"));
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** As a power cut leaves a file that was being written. */
    private static void tear(Path offsets) throws IOException {
        Files.write(newest(offsets).orElseThrow(), new byte[0]);
    }

    /** The file of the last batch that was planned. */
    private static Optional<Path> newest(Path offsets) throws IOException {
        try (Stream<Path> files = Files.list(offsets)) {
            return files.filter(f -> f.getFileName().toString().matches("[0-9]+"))
                    .max(Comparator.comparingLong(
                            f -> Long.parseLong(f.getFileName().toString())));
        }
    }

    @Test
    void killedSupervisorLeavesNothingBehindAndTheNextUpResumes() throws Exception {
        remember();
        try (Load load = new Load()) {
            load.awaitMore();
            kill(pid("source"));
            kill(pid("supervisor"));
        }

        assertThat(pipeline.cdc("status").code()).isEqualTo(1);
        assertNothingRuns();

        pipeline.up();
        pipeline.source("INSERT INTO inventory.t VALUES (-1, 'after', 0)");
        pipeline.assertEqualToSource();
    }

    /** Changes that go on until they are stopped, whatever happens to the server meanwhile. */
    private final class Load implements AutoCloseable {

        private final Thread thread = new Thread(this::run, "load");
        private volatile int done;
        private volatile long changes;
        private volatile boolean stopping;

        Load() {
            thread.start();
        }

        void awaitMore() {
            int before = done;
            Awaitility.await().atMost(PATIENCE).until(() -> done >= before + 20);
        }

        private void run() {
            while (!stopping) {
                try (Connection connection = new SourceDatabase(pipeline.endpoints()).connect();
                        Statement statement = connection.createStatement()) {
                    while (!stopping) {
                        change(statement, done);
                        done++;
                    }
                } catch (SQLException | RuntimeException e) {
                    // The server was killed, or its supervisor; a later connection succeeds or the test ends.
                    Thread.onSpinWait();
                }
            }
        }

        private void change(Statement statement, int round) throws SQLException {
            changes += statement.executeUpdate("INSERT INTO inventory.t SELECT g, 'v' || g, 0 FROM generate_series("
                    + round * 100 + ", " + (round * 100 + 99) + ") g ON CONFLICT DO NOTHING");
            changes += statement.executeUpdate("UPDATE inventory.t SET n = n + 1 WHERE id % 10 = " + round % 10);
            changes += statement.executeUpdate("DELETE FROM inventory.t WHERE id % 77 = " + round % 77);
            statement.execute("INSERT INTO inventory.keyless SELECT g % 3, 'equal' FROM generate_series(1, 20) g");
            statement.execute("UPDATE inventory.keyless SET a = a + 1 WHERE ctid IN"
                    + " (SELECT ctid FROM inventory.keyless LIMIT 3)");
            statement.execute(
                    "DELETE FROM inventory.keyless WHERE ctid IN" + " (SELECT ctid FROM inventory.keyless LIMIT 15)");
        }

        @Override
        public void close() {
            stopping = true;
            Awaitility.await().atMost(PATIENCE).until(() -> !thread.isAlive());
        }
    }

    private long pid(String stage) {
        return pipeline.endpoints().pids().get(stage);
    }

    private Optional<Long> postgres() {
        return new PidFile(DatabaseFolder.postgres(pipeline.home().postgres()).pidFile()).running();
    }

    private void awaitAnother(String stage) {
        long killed = seen.get(seen.size() - 1);
        Awaitility.await().atMost(PATIENCE).until(() -> pid(stage) != killed);
    }

    private void kill(long pid) {
        remember();
        seen.add(pid);
        ProcessHandle victim = ProcessHandle.of(pid).orElseThrow();
        victim.destroyForcibly();
        assertThat(victim.onExit()).succeedsWithin(PATIENCE);
    }

    private void remember() {
        Map<String, Long> pids = pipeline.endpoints().pids();
        seen.addAll(pids.values());
        postgres().ifPresent(seen::add);
    }

    /** A process that ended is still there until the system's first process has collected it. */
    private void assertNothingRuns() {
        assertThat(seen).isNotEmpty();
        Awaitility.await().atMost(TestPipeline.PATIENCE).untilAsserted(() -> assertThat(Set.copyOf(seen))
                .noneMatch(pid ->
                        ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent()));
    }
}
