package io.cdcpipeline.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.cli.CommandLineRun;
import io.cdcpipeline.local.home.PipelineHome;
import io.cdcpipeline.local.home.SecretStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Given a pipeline's folder with secrets in all its files, when a report is made of it, then they are not in the zip. */
class FolderReportTest {

    private static final String PASSWORD = "hunter2-of-the-database";
    private static final String LAKE_KEY = "wJalr+XUtnFEMI/K7MDENG";
    private static final String UNKNOWN = "a-password-in-no-secret";

    @TempDir
    Path folder;

    private PipelineHome home;

    @BeforeEach
    void given() throws IOException {
        home = PipelineHome.of(folder.resolve("shop"));
        home.create();
        SecretStore secrets = new SecretStore(home.secrets());
        secrets.put("shop-db", "username", bytes("reader"));
        secrets.put("shop-db", "password", bytes(PASSWORD + "\n"));
        secrets.put("lake", "fs.s3a.secret.key", bytes(LAKE_KEY));
        secrets.put("lake", "fs.s3a.endpoint", bytes("http://store:9000"));
        Files.writeString(home.manifest(), """
                metadata: {name: shop, annotations: {note: "login with %s"}}
                spec:
                  source: {postgresql: {external: {host: db, credentials: {secret: shop-db}}}}
                  connect: {connector: {config: {some.password: %s}}}
                """.formatted(PASSWORD, UNKNOWN));
        Files.writeString(home.endpoints(), "{\"jdbcUrl\": \"jdbc:postgresql://u:%s@db/shop\"}".formatted(UNKNOWN));
        Files.writeString(home.run().resolve("job.json"), "{\"lake\": {\"token\": \"%s\"}}".formatted(UNKNOWN));
        Files.writeString(home.log("apply"), log());
        Files.writeString(home.log("source"), "ALTER ROLE app PASSWORD '%s'\n".formatted(UNKNOWN));
    }

    private static String log() {
        String many = IntStream.range(0, 3000).mapToObj(i -> "line " + i + "\n").collect(Collectors.joining());
        return many + "opened http://store:9000 with " + LAKE_KEY + "\nas reader, with " + PASSWORD + "\n";
    }

    @Test
    void nothingOfASecretIsInIt() throws IOException {
        Map<String, String> parts = report();

        assertThat(parts).allSatisfy((name, text) -> assertThat(text).doesNotContain(PASSWORD, LAKE_KEY, UNKNOWN));
        assertThat(parts.get("logs/source.log")).contains("ALTER ROLE app PASSWORD " + Redaction.MARK);
    }

    @Test
    void whatHelpsIs() throws IOException {
        Map<String, String> parts = report();

        assertThat(parts).containsKeys("README.txt", "versions.txt", "pipeline.yaml", "objects/endpoints.json");
        assertThat(parts.get("pipeline.yaml")).contains("secret: \"shop-db\"", "host: \"db\"");
        assertThat(parts.get("logs/apply.log"))
                .contains("line 2999", "opened http://store:9000 with " + Redaction.MARK, "as reader, with")
                .doesNotContain("line 900\n");
        assertThat(parts.get("status.txt")).contains("does not run");
    }

    @Test
    void whatIsMissingIsNamedAndSpoilsNothing() throws IOException {
        assertThat(report().get("problems.txt")).contains("objects/ports.json", "objects/stack.json");
    }

    @Test
    void itIsForItsOwnerAlone() throws IOException {
        report();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("report.zip"))))
                .isEqualTo("rw-------");
    }

    private Map<String, String> report() throws IOException {
        Path zip = folder.resolve("report.zip");
        CommandLineRun run = CommandLineRun.of("report", "--dir", home.dir().toString(), "--output", zip.toString());
        assertThat(run.errors()).isEmpty();
        assertThat(run.output()).contains("Wrote " + zip, "Look through it");
        return Zip.read(zip);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
