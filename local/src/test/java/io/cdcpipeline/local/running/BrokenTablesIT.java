package io.cdcpipeline.local.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.contract.JobConfigJson;
import io.cdcpipeline.contract.JobStatus;
import io.cdcpipeline.contract.TableCondition;
import io.cdcpipeline.contract.TableStatus;
import io.cdcpipeline.local.query.JobStatusClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Ten tables of one pipeline are broken in the lake at once, each in another way; an eleventh does not notice. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Isolated("what is timed is to be alone")
class BrokenTablesIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** Tables that hold rows before they are broken. */
    private static final List<String> FILLED = List.of(
            "append_only", "checked", "emptied", "cut", "taken", "of_the_future", "deleted", "restored", "sound");

    /** Tables whose first row comes when their place is taken. */
    private static final List<String> NEW = List.of("in_the_way", "not_ours");

    private TestPipeline pipeline;
    private Path root;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        pipeline = TestPipeline.startForLong(folder, withoutFills(folder));
        for (String table : FILLED) {
            pipeline.source(
                    "CREATE TABLE inventory." + table + " (id int PRIMARY KEY, v text)",
                    "INSERT INTO inventory." + table + " VALUES (1, 'first')");
        }
        awaitRows(1);
        insert(2);
        awaitRows(2);
        root = DeltaLogFolder.of(table("sound").path()).log().getParent().getParent();
    }

    /** What a fill would heal is to come back by itself here. */
    private static Path withoutFills(Path folder) throws IOException {
        String sample = Files.readString(TestPipeline.SAMPLE)
                .replace("  tables:", "    snapshot: WhenNeeded\n  repair: {mode: Manual}\n  tables:");
        return Files.writeString(folder.resolve("manifest.yaml"), sample);
    }

    @AfterAll
    void stop() {
        pipeline.close();
    }

    @Test
    void tablesFailAloneAndComeBackByThemselvesOnceTheirCauseIsGone() throws Exception {
        kill(pipeline.endpoints().pids().get("apply"));
        Versions versions = breakAll();
        for (String table : NEW) {
            pipeline.source("CREATE TABLE inventory." + table + " (id int PRIMARY KEY, v text)");
        }
        insert(3);
        pipeline.source("UPDATE inventory.append_only SET v = 'changed' WHERE id = 1");
        pipeline.source(
                "INSERT INTO inventory.in_the_way VALUES (3, 'x')", "INSERT INTO inventory.not_ours VALUES (3, 'x')");
        awaitState("sound", t -> t.rows() == 3);
        awaitFailures();
        long start = System.nanoTime();
        pipeline.source("INSERT INTO inventory.sound VALUES (4, 'soon')");
        awaitState("sound", t -> t.rows() == 4);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));

        mendAll(versions);
        // A RESTORE is noticed with the table's next change.
        pipeline.source("INSERT INTO inventory.deleted VALUES (4, 'after')");
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(messages())
                .isEmpty());
        pipeline.assertEqualToSource();

        whatTheLakeCannotTakeFailsAloneToo();
    }

    /**
     * The rows of {@code flip} are decoded when the table has other columns already; the lake tells no columns apart that
     * differ by case only.
     */
    private void whatTheLakeCannotTakeFailsAloneToo() throws Exception {
        pipeline.source(
                "CREATE TABLE inventory.flip (id int PRIMARY KEY, b boolean); INSERT INTO inventory.flip VALUES (1, true);"
                        + " ALTER TABLE inventory.flip ALTER b TYPE text USING CASE WHEN b THEN 'yes' ELSE 'no' END;"
                        + " INSERT INTO inventory.flip VALUES (2, 'maybe')",
                "CREATE TABLE inventory.cased (id int PRIMARY KEY, \"Name\" text, name text)",
                "INSERT INTO inventory.cased VALUES (1, 'a', 'b')",
                "INSERT INTO inventory.sound VALUES (5, 'beside them')");

        awaitState("sound", t -> t.rows() == 5);
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(messages()).containsOnlyKeys("flip", "cased");
            assertThat(messages().get("flip")).contains("column 'b' changed its type from boolean to string");
            assertThat(messages().get("cased")).contains("columns 'Name' and 'name' differ only by case");
        });
    }

    /** What has to be known to mend them. */
    private record Versions(long cut, long future, long beforeDelete) {}

    private Versions breakAll() throws IOException {
        log("append_only").property("delta.appendOnly", "true");
        log("checked").feature("checkConstraints");
        log("checked").property("delta.constraints.early", "id < 3");
        log("emptied").cut(0);
        long cut = log("cut").newest();
        log("cut").cut(200);
        log("taken").property("cdcpipeline.uid", "another");
        log("taken").property("cdcpipeline.pipeline", "other/pipeline");
        long future = log("of_the_future").feature("timeTravelIntoTheFuture");
        long beforeDelete = log("deleted").deleteNewestFile();
        log("restored").restore(1);
        Files.writeString(root.resolve("in_the_way"), "a file");
        copy(root.resolve("taken"), root.resolve("not_ours"));
        return new Versions(cut, future, beforeDelete);
    }

    private void awaitFailures() {
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(messages())
                    .containsOnlyKeys(
                            "append_only",
                            "checked",
                            "cut",
                            "deleted",
                            "in_the_way",
                            "not_ours",
                            "of_the_future",
                            "taken");
            assertThat(messages().get("append_only")).contains("append");
            assertThat(messages().get("checked")).contains("early");
            assertThat(messages().get("cut")).contains("is damaged: it ends within a line");
            assertThat(messages().get("taken")).contains("belongs to the pipeline other/pipeline");
            assertThat(messages().get("not_ours")).contains("belongs to the pipeline other/pipeline");
            assertThat(messages().get("of_the_future")).contains("timeTravelIntoTheFuture");
            assertThat(messages().get("deleted")).contains("DELETE in version");
        });
        assertThat(table("deleted").state()).isEqualTo(TableCondition.INCOMPLETE);
        assertThat(table("taken").state()).isEqualTo(TableCondition.FAILED);
    }

    private void mendAll(Versions versions) throws IOException {
        log("append_only").property("delta.appendOnly", "false");
        log("checked").property("delta.constraints.early", null);
        log("cut").moveAway(versions.cut());
        log("taken").property("cdcpipeline.pipeline", null);
        log("taken").property("cdcpipeline.uid", uid());
        log("of_the_future").moveAway(versions.future());
        log("deleted").restore(versions.beforeDelete());
        Files.delete(root.resolve("in_the_way"));
        delete(root.resolve("not_ours"));
    }

    private String uid() throws IOException {
        return JobConfigJson.read(pipeline.home().run().resolve("job.json")).uid();
    }

    private void insert(int id) throws Exception {
        for (String table : FILLED) {
            pipeline.source("INSERT INTO inventory." + table + " VALUES (" + id + ", 'v" + id + "')");
        }
    }

    private void awaitRows(long rows) {
        FILLED.forEach(name -> awaitState(name, t -> t.rows() == rows));
    }

    private void awaitState(String name, Predicate<TableStatus> wanted) {
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(table(name))
                .matches(wanted));
    }

    private TableStatus table(String name) {
        return status().tables().stream()
                .filter(t -> t.name().equals("inventory." + name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the job does not know " + name));
    }

    /** Of tables that say that something is wrong. */
    private Map<String, String> messages() {
        return status().tables().stream()
                .filter(t -> t.message() != null)
                .collect(Collectors.toMap(
                        t -> t.name().replace("inventory.", ""), TableStatus::message, (a, b) -> a, TreeMap::new));
    }

    private JobStatus status() {
        return JobStatusClient.ask(pipeline.endpoints().statusUrl())
                .orElseThrow(() -> new AssertionError("the job does not answer"));
    }

    private DeltaLogFolder log(String table) {
        return new DeltaLogFolder(root.resolve(table).resolve("_delta_log"));
    }

    private static void kill(long pid) {
        ProcessHandle victim = ProcessHandle.of(pid).orElseThrow();
        victim.destroyForcibly();
        assertThat(victim.onExit()).succeedsWithin(PATIENCE);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
