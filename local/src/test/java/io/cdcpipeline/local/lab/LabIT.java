package io.cdcpipeline.local.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.local.Installation;
import io.cdcpipeline.local.home.TemporaryFolder;
import io.cdcpipeline.local.running.TestPipeline;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The notebooks of both languages, run on a real pipeline: what their cells show is what both sides have. */
class LabIT {

    private static final long PATIENCE_MINUTES = 12;
    private static final Pattern ARRIVED =
            Pattern.compile("In the lake after \\d+\\.\\d s\\. Source and lake are equal\\.");

    private static final Map<String, ShownNotebook> SHOWN = new TreeMap<>();
    private static TemporaryFolder folder;
    private static TestPipeline pipeline;
    private static LabEnvironment environment;

    @BeforeAll
    static void run() throws Exception {
        // Without a Python that fits, this fails with the sentence that names the package.
        environment = LabEnvironment.of(Installation.current(), System.getenv());
        environment.ensure(progress -> {});
        folder = TemporaryFolder.create("cdc-lab-it-");
        pipeline = TestPipeline.start(folder.path(), TestPipeline.SAMPLE);
        // One language after the other: both change the same rows.
        for (String language : List.of("en", "pt")) {
            run(language);
        }
    }

    @AfterAll
    static void stop() {
        if (pipeline != null) {
            pipeline.close();
            folder.delete();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "pt"})
    void noCellFailsAndNoneShowsAPassword(String language) throws Exception {
        String password = Files.readString(Path.of(pipeline.endpoints().passwordFile()));

        for (String name : List.of("1_db_access", "2_db_sql_operations", "3_explore_kafka_batch")) {
            assertThat(Files.readString(shown(language, name).file())).doesNotContain(password.strip());
        }
        assertThat(SHOWN.values()).hasSize(10).allSatisfy(notebook -> assertThat(notebook.cells())
                .allSatisfy(cell -> assertThat(cell.kinds()).doesNotContain("error")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "pt"})
    void databaseIsShown(String language) {
        ShownNotebook notebook = shown(language, "1_db_access");

        assertThat(notebook.cell("Lab.here()").text())
                .contains("app@127.0.0.1", pipeline.endpoints().bootstrapServers());
        assertThat(notebook.cell("schemas_and_tables()").text()).containsPattern("inventory +customers +-?\\d+ +True");
        assertThat(notebook.cell("customers = ").lines())
                .hasSize(5)
                .anyMatch(l -> l.matches(".* 1001 +Sally +Thomas .*"));
        assertThat(notebook.cell("version()").text()).contains("PostgreSQL 17");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "pt"})
    void changesArriveAndBothSidesAreEqual(String language) {
        ShownNotebook notebook = shown(language, "2_db_sql_operations");

        assertThat(notebook.cells("lab.follow(")).hasSize(4).allSatisfy(cell -> assertThat(cell.text())
                .containsPattern(ARRIVED));
        assertThat(times(notebook.cell("INSERT INTO").text(), "Ada +Byron")).isEqualTo(2);
        assertThat(times(notebook.cell("SET last_name").text(), "Ada +Lovelace"))
                .isEqualTo(2);
        assertThat(times(notebook.cell("ADD COLUMN").text(), "\\+44 20 7946 0958"))
                .isEqualTo(2);
        assertThat(times(
                        notebook.cell("\"DELETE FROM {table} WHERE {ada}\", table")
                                .text(),
                        "\\(no row\\)"))
                .isEqualTo(2);
        assertThat(notebook.cell("lab.verify(table)").text()).containsPattern("inventory.customers +4 +True");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "pt"})
    void transactionThatIsRolledBackLeavesTheLakeAsItWas(String language) {
        String text =
                shown(language, "2_db_sql_operations").cell("force_rollback").text();

        assertThat(text)
                .containsPattern("5 rows were changed, then rolled back; the lake's version: (\\d+) before, \\1 after");
        assertThat(times(text, "\\(no row\\)")).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "pt"})
    void topicsAndEventsAreShown(String language) {
        ShownNotebook notebook = shown(language, "3_explore_kafka_batch");

        assertThat(notebook.cell("topics.list()").text()).contains("changes of inventory.customers", "heartbeat");
        assertThat(notebook.cell("events.tail(").text()).contains("grace@example.com", "insert", "update", "delete");
        assertThat(notebook.cell("last = ").text()).contains("Hopper");
        assertThat(notebook.cell("groupby").text()).contains("[insert, update, delete]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "pt"})
    void threeReadersSeeTheSameNowAndThen(String language) {
        ShownNotebook notebook = shown(language, "4_deltalake_access");
        List<String> now =
                notebook.cell("FROM {table} ORDER BY id\").toPandas()").lines();
        List<String> then = notebook.cell("VERSION AS OF").lines();

        assertThat(now).hasSize(5).anyMatch(l -> l.matches(".*1004 +Mary +Kretchmar.*"));
        assertThat(notebook.cell("duck = ").lines()).isEqualTo(now);
        assertThat(notebook.cells("lab.lake.read(table)").get(0).lines()).isEqualTo(now);
        assertThat(notebook.cell("delta_scan").lines()).isEqualTo(then);
        assertThat(notebook.cell("read(table, version=before)").lines()).isEqualTo(then);
        assertThat(notebook.cell("version=then").lines()).endsWith(then.toArray(String[]::new));
        assertThat(notebook.cell("lab.plot(").kinds()).contains("image/png");
    }

    @Test
    void whatHasChangedBetweenTwoVersionsIsShown() {
        ShownNotebook notebook = shown("en", "4_deltalake_access");

        assertThat(notebook.cell("VERSION AS OF").text()).contains("Katherine");
        assertThat(notebook.cell("lake.changes").lines())
                .anyMatch(l -> l.matches("\\d +- +1004 +Katherine .*"))
                .anyMatch(l -> l.matches("\\d +\\+ +1004 +Mary .*"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "pt"})
    void pipelineIsReadyAndItsFiguresMove(String language) {
        ShownNotebook notebook = shown(language, "5_pipeline");

        assertThat(times(notebook.cell("stages()").text(), " Ready ")).isEqualTo(4);
        assertThat(notebook.cell("slot()").text()).contains("'active': True");
        assertThat(notebook.cell("watch(").kinds()).contains("image/png");
        assertThat(notebook.cell("describe()").lines()).anyMatch(l -> l.startsWith("max"));
        assertThat(notebook.cell("lab.verify(").text()).containsPattern("inventory.customers +4 +True");
    }

    @Test
    void whatCellsAreShortByIsTestedToo() throws Exception {
        Path tests = Files.createTempFile("cdc-lab", ".log");
        ProcessBuilder python = new ProcessBuilder(
                        environment.program().toString(), "-m", "unittest", "discover", "-t", ".", "-s", "tests")
                .directory(Installation.current().lab().toFile())
                .redirectErrorStream(true)
                .redirectOutput(tests.toFile());
        python.environment().put("PYTHONDONTWRITEBYTECODE", "1");

        assertThat(python.start().waitFor()).as(Files.readString(tests)).isZero();
        assertThat(Files.readString(tests)).contains("OK").doesNotContain("Ran 0 tests");
    }

    private static void run(String language) throws Exception {
        Path lab = Installation.current().lab();
        Path out = folder.path().resolve(language);
        Path notebooks = language.equals("en") ? lab.resolve("notebooks") : lab.resolve("notebooks/" + language);
        List<String> command = new ArrayList<>(List.of(
                environment.program().toString(), lab.resolve("run-notebooks").toString(), out.toString()));
        try (var files = Files.newDirectoryStream(notebooks, "*.ipynb")) {
            files.forEach(file -> command.add(file.toString()));
        }
        command.subList(3, command.size()).sort(null);
        Path log = folder.path().resolve(language + ".log");
        ProcessBuilder python = new ProcessBuilder(command)
                .directory(folder.path().toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        python.environment().putAll(new LabProcess(Installation.current(), environment, pipeline.home()).notebooks());
        Process process = python.start();
        if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        assertThat(process.waitFor()).as(Files.readString(log)).isZero();
        try (var files = Files.newDirectoryStream(out, "*.ipynb")) {
            files.forEach(file -> SHOWN.put(language + "/" + file.getFileName(), ShownNotebook.read(file)));
        }
    }

    private static ShownNotebook shown(String language, String name) {
        return SHOWN.get(language + "/" + name + ".ipynb");
    }

    private static long times(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .count();
    }
}
