package io.cdcpipeline.local.running;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cdcpipeline.cli.CommandLineRun;
import io.cdcpipeline.report.Zip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The verbs about a running pipeline. */
@ExtendWith(SharedPipeline.class)
@Execution(ExecutionMode.CONCURRENT)
class CommandsIT {

    private static final JsonMapper JSON = new JsonMapper();

    private final TestPipeline pipeline;

    CommandsIT(TestPipeline pipeline) {
        this.pipeline = pipeline;
    }

    @Test
    void statusShowsStagesSlotAndTables() throws Exception {
        pipeline.lake("SELECT 1");

        CommandLineRun text = pipeline.cdc("status");
        assertThat(text.code()).as(text.output() + text.errors()).isZero();
        assertThat(text.output()).contains("source", "broker", "capture", "apply", "Ready", "SLOT");

        JsonNode json = JSON.readTree(pipeline.cdc("status", "--json").output());
        assertThat(json.path("ready").asBoolean()).isTrue();
        assertThat(json.path("slot").path("active").asBoolean()).isTrue();
        assertThat(json.path("apply").path("offsets").isEmpty()).isFalse();
    }

    @Test
    void reportHasWhatAllPartsSayAndNoneOfTheirSecrets(@TempDir Path folder) throws Exception {
        pipeline.lake("SELECT 1");
        Path zip = folder.resolve("report.zip");

        CommandLineRun run = pipeline.cdc("report", "--output", zip.toString());

        assertThat(run.errors()).isEmpty();
        Map<String, String> parts = Zip.read(zip);
        assertThat(parts).containsKeys("pipeline.yaml", "logs/source.log", "logs/apply.log", "logs/capture.log");
        // Who answers too late, on a machine that has much else to do, is named instead.
        String late = parts.getOrDefault("problems.txt", "");
        assertThat(parts.getOrDefault("status.yaml", late)).containsAnyOf("stages:", "status.yaml: ");
        assertThat(parts.getOrDefault("connectors.yaml", late)).containsAnyOf("database.password", "connectors.yaml: ");
        assertThat(secrets()).hasSizeGreaterThan(3).allSatisfy(secret -> assertThat(parts)
                .allSatisfy((name, text) -> assertThat(text).as(name).doesNotContain(secret)));
    }

    private List<String> secrets() throws IOException {
        List<String> values = new ArrayList<>();
        try (Stream<Path> files = Files.walk(pipeline.home().secrets())) {
            for (Path file :
                    (Iterable<Path>) files.filter(f -> f.endsWith("password") || f.endsWith("token"))::iterator) {
                values.add(Files.readString(file).strip());
            }
        }
        return values;
    }

    @Test
    void psqlPrintsWhatPsqlPrints() {
        CommandLineRun run = pipeline.cdc(
                "psql",
                "CREATE TABLE public.p (a int, b text); INSERT INTO public.p VALUES (1, 'x;y'), (2, NULL)",
                "SELECT * FROM public.p ORDER BY a");

        assertThat(run.errors()).isEmpty();
        assertThat(run.output().replace("\r\n", "\n")).isEqualTo("""
                        CREATE TABLE
                        INSERT 0 2
                         a |  b
                        ---+-----
                         1 | x;y
                         2 |
                        (2 rows)
                        """);
    }

    @Test
    void psqlStopsAtTheFirstErrorAndNamesItsLine(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("script.sql");
        Files.writeString(file, "SELECT 1;\n\nSELECT nothing;\nSELECT 2;\n");

        CommandLineRun run = pipeline.cdc("psql", "-f", file.toString());

        assertThat(run.code()).isEqualTo(3);
        assertThat(run.errors()).contains("script.sql, line 3", "nothing");
        assertThat(run.output()).doesNotContain(" 2\n");
    }

    @Test
    void psqlRunsFilesAndStatementsInTheirOrder(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("fill.sql"), "INSERT INTO public.ordered VALUES (1);\n");

        CommandLineRun run = pipeline.cdc(
                "psql",
                "-c",
                "CREATE TABLE public.ordered (a int)",
                "-f",
                file.toString(),
                "-c",
                "TABLE public.ordered");

        assertThat(run.errors()).isEmpty();
        assertThat(run.output()).contains("CREATE TABLE", "INSERT 0 1", "(1 row)");
    }

    @Test
    void psqlCopiesRowsIn(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("dump.sql");
        Files.writeString(file, "CREATE TABLE public.dump (a int);\nCOPY public.dump (a) FROM stdin;\n1\n2\n\\.\n");

        assertThat(pipeline.cdc("psql", "-f", file.toString()).output()).contains("COPY 2");
    }

    @Test
    void sqlReadsTheLakeInThreeForms() throws Exception {
        pipeline.lake("SELECT 1");
        String query = "SELECT id, last_name FROM inventory.customers WHERE id = 1001";

        assertThat(pipeline.cdc("sql", "-c", query).output()).contains(" 1001 | Thomas");
        assertThat(pipeline.cdc("sql", query).output()).contains(" 1001 | Thomas", "(1 row)");
        assertThat(pipeline.cdc("sql", "--csv", query).output()).isEqualTo("id,last_name\r\n1001,Thomas\r\n");
        assertThat(JSON.readTree(pipeline.cdc("sql", "--json", query).output())
                        .get(0)
                        .get("last_name")
                        .asText())
                .isEqualTo("Thomas");
    }

    @Test
    void sqlTravelsInTime() throws Exception {
        pipeline.source(
                "CREATE TABLE inventory.travel (id int PRIMARY KEY)", "INSERT INTO inventory.travel VALUES (1)");
        pipeline.lake("SELECT 1");
        String version =
                pipeline.lake("DESCRIBE HISTORY inventory.travel").get(0).split("\\|")[0];
        pipeline.source("INSERT INTO inventory.travel VALUES (2)");

        assertThat(pipeline.lake("SELECT * FROM inventory.travel VERSION AS OF " + version))
                .containsExactly("1");
        assertThat(pipeline.lake("SELECT * FROM inventory.travel")).hasSize(2);
    }

    @Test
    void sqlErrorIsOneLine() {
        CommandLineRun run = pipeline.cdc("sql", "SELECT * FROM inventory.nothing");

        assertThat(run.code()).isEqualTo(3);
        assertThat(run.errors().lines()).hasSize(1);
        assertThat(run.errors()).contains("nothing");
    }

    @Test
    void sqlDoesNotChangeTheLake() {
        assertThat(pipeline.cdc("sql", "DELETE FROM inventory.customers").code())
                .isEqualTo(3);
    }

    @Test
    void verifyOfAnUnknownTableListsTheKnown() {
        CommandLineRun run = pipeline.cdc("verify", "inventory.costumers");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.errors()).contains("inventory.costumers", "inventory.customers");
    }

    @Test
    void secondPipelineInTheSameFolderIsRefused() {
        CommandLineRun run = pipeline.cdc("up", TestPipeline.SAMPLE.toString(), "--detach");

        assertThat(run.code()).isEqualTo(3);
        assertThat(run.errors()).contains("already", "cdc down");
    }

    @Test
    void logsOfEachStageAreThere() {
        for (String stage : new String[] {"source", "broker", "capture", "apply"}) {
            assertThat(pipeline.cdc("logs", stage).output()).as(stage).isNotEmpty();
        }
        assertThat(pipeline.cdc("logs", "source", "--tail", "1").output().lines())
                .hasSize(1);
    }

    @Test
    void endpointsNameEverythingThatOthersNeed() throws Exception {
        JsonNode endpoints = JSON.readTree(pipeline.home().endpoints().toFile());

        assertThat(endpoints.fieldNames())
                .toIterable()
                .contains(
                        "jdbcUrl", "host", "port", "database", "user", "passwordFile", "bootstrapServers", "connectUrl")
                .contains("lake", "statusUrl", "pids");
        assertThat(endpoints.path("pids").fieldNames())
                .toIterable()
                .contains("supervisor", "source", "broker", "capture", "apply");
    }
}
