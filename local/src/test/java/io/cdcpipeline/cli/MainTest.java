package io.cdcpipeline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

    private static final Path SAMPLES = Path.of("..", "k8s", "samples");

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void helpListsCommandsAndExitCodes() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString())
                .contains(
                        "demo",
                        "up",
                        "status",
                        "lab",
                        "wait",
                        "sql",
                        "psql",
                        "verify",
                        "snapshot",
                        "compact",
                        "dead-letters",
                        "render",
                        "logs",
                        "report",
                        "down",
                        "doctor",
                        "completion")
                .contains("the answer is no");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo",
                "up",
                "status",
                "lab",
                "wait",
                "sql",
                "psql",
                "verify",
                "snapshot",
                "compact",
                "dead-letters",
                "dead-letters list",
                "dead-letters show",
                "dead-letters retry",
                "dead-letters drop",
                "render",
                "logs",
                "report",
                "down",
                "doctor",
                "completion"
            })
    void everyCommandExplainsItself(String command) {
        assertThat(run((command + " --help").split(" "))).isZero();
        assertThat(out.toString()).contains("Usage: cdc " + command);
    }

    @Test
    void unknownCommandIsAnsweredWithTheRightOnes() {
        assertThat(run("verfy")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("verfy", "verify", "status");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void deadLettersAreNeverDroppedWithoutATableOrAll() {
        assertThat(run("dead-letters", "drop")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("Name the tables", "--all");
        assertThat(run("dead-letters", "drop", "--all", "inventory.t")).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void noCommandIsWrongUsage() {
        assertThat(run()).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("cdc --help");
    }

    @Test
    void unknownOptionIsWrongUsage() {
        assertThat(run("status", "--jsno")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("--jsno");
    }

    @Test
    void unknownStageIsAnsweredWithTheRightOnes() {
        assertThat(run("logs", "spark")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("source, broker, capture, apply");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sql", "psql"})
    void statementMayStandBehindMinusC(String command) {
        assertThat(run(command, "-c", "SELECT 1", "--dir", none())).isEqualTo(ExitCode.COULD_NOT);
        assertThat(err.toString()).contains(none());
    }

    @Test
    void sqlWithoutAStatementIsWrongUsage() {
        assertThat(run("sql", "--dir", none())).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("SQL");
    }

    @Test
    void sqlWithTwoStatementsIsWrongUsage() {
        assertThat(run("sql", "SELECT 1", "-c", "SELECT 2", "--dir", none())).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void timeWithoutAUnitIsWrongUsage() {
        assertThat(run("wait", "--timeout", "60", "--dir", none())).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("'60' is not a duration");
    }

    @ParameterizedTest
    @ValueSource(strings = {"wait", "verify", "psql", "down", "logs", "report"})
    void commandWithoutAPipelineSaysHowToMakeOne(String command) {
        assertThat(run(command, "--dir", none())).isEqualTo(ExitCode.COULD_NOT);
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(err.toString()).contains(none());
    }

    @Test
    void statusOfNoPipelineIsNo() {
        assertThat(run("status", "--dir", none())).isEqualTo(ExitCode.NO);
    }

    @Test
    void theSqlForAnExternalDatabaseIsPrintedForItsReader() {
        assertThat(run("render", "--notes", "a reader")).isZero();

        assertThat(out.toString()).contains("CREATE EVENT TRIGGER", "GRANT SELECT ON cdc.ddl TO \"a reader\"");
        assertThat(run("render")).isNotZero();
    }

    @Test
    void sampleIsRenderedStageByStage() {
        assertThat(run("render", SAMPLES.resolve("inventory.yaml").toString())).isZero();
        assertThat(out.toString()).contains("\"StatefulSet\"", "\"Kafka\"", "\"KafkaConnect\"", "\"SparkApplication\"");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void missingManifestIsOneSentence() {
        assertThat(run("up", none())).isEqualTo(ExitCode.COULD_NOT);
        assertThat(err.toString()).isEqualToIgnoringNewLines("There is no file " + none() + ".");
    }

    @Test
    void manifestThatNeedsAClusterIsOneSentence() throws Exception {
        String manifest = up("""
                source: {postgresql: {database: shop, managed: {}}}
                tables: ["public.*"]
                broker: {strimzi: {cluster: shared}}
                lake: {volume: {size: 1Gi}}
                """);

        assertThat(manifest).contains("spec.broker.strimzi", "shared", "spec.broker.external");
        assertThat(manifest.lines()).hasSize(1);
    }

    @Test
    void objectStoreIsOneSentence() throws Exception {
        assertThat(up("""
                        source: {postgresql: {database: shop, managed: {}}}
                        tables: ["public.*"]
                        lake: {path: gs://bucket/lake}
                        """)).contains("spec.lake.path", "gs://bucket/lake", "s3a:", "spec.lake.volume");
    }

    @Test
    void otherReleaseOfPostgresqlIsOneSentence() throws Exception {
        assertThat(up("""
                        source: {postgresql: {database: shop, managed: {version: "16"}}}
                        tables: ["public.*"]
                        lake: {volume: {size: 1Gi}}
                        """)).contains("spec.source.postgresql.managed.version", "16", "17");
    }

    @Test
    void configMapThatTheFileLacksIsNamed() throws Exception {
        assertThat(up("""
                        source: {postgresql: {database: shop, managed: {initSql: {configMap: shop-sql}}}}
                        tables: ["public.*"]
                        lake: {volume: {size: 1Gi}}
                        """)).contains("shop-sql", "ConfigMap");
    }

    @Test
    void traceIsShownToWhoAsks() {
        run("up", none(), "--verbose");

        assertThat(err.toString()).contains("at io.cdcpipeline.");
    }

    /** Starts a pipeline of this spec, which cannot be; returns what is said about it. */
    private String up(String spec) throws Exception {
        Path file = folder.resolve("pipeline.yaml");
        Files.writeString(
                file,
                "apiVersion: cdcpipeline.io/v1alpha1\nkind: CdcPipeline\nmetadata: {name: shop}\nspec:\n"
                        + spec.indent(2));
        assertThat(run("up", file.toString(), "--dir", folder.resolve("dir").toString()))
                .isEqualTo(ExitCode.COULD_NOT);
        assertThat(out.toString()).isEmpty();
        return err.toString();
    }

    private String none() {
        return folder.resolve("none").toString();
    }

    private int run(String... arguments) {
        return Main.run(
                new PrintWriter(out), new PrintWriter(err), List.of(arguments).toArray(String[]::new));
    }
}
