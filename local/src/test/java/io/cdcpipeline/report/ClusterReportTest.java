package io.cdcpipeline.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.cli.CommandLineRun;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Given a cluster with secrets in all that it tells of a pipeline, when a report is made, then they are not in the zip. */
class ClusterReportTest {

    private static final String KUBECONFIG = "kubeconfig";
    private static final String SHOP = "/api/v1/namespaces/shop/";
    private static final String PIPELINES = "/apis/cdcpipeline.io/v1alpha1/namespaces/shop/";

    private static final String PASSWORD = "hunter2-of-the-database";
    private static final String TOKEN = "token-that-was-drawn";
    private static final String UNKNOWN = "a-password-in-no-secret";

    @TempDir
    Path folder;

    private PlayedApiServer server;

    @BeforeEach
    void given() throws IOException {
        server = new PlayedApiServer();
        System.setProperty(KUBECONFIG, server.kubeconfig(folder).toString());
        server.answer(PIPELINES + "cdcpipelines/inventory", pipeline());
        server.answer(PIPELINES + "cdcoperations", json("""
                items:
                - {metadata: {name: fill}, spec: {pipeline: inventory}, status: {result: "saw %s"}}
                - {metadata: {name: others}, spec: {pipeline: other}}
                """.formatted(PASSWORD)));
        secret("inventory-login", "username: reader, password", PASSWORD);
        secret("inventory-apply", "token", TOKEN);
        server.answer(SHOP + "configmaps", json("""
                items:
                - metadata: {name: inventory-apply}
                  data: {job.json: '{"kafka":{"password":"%s"},"note":"%s"}'}
                """.formatted(UNKNOWN, base64(PASSWORD))));
        pods();
        server.answer("/apis/events.k8s.io/v1/namespaces/shop/events", json("""
                items:
                - {regarding: {kind: CdcPipeline, name: inventory}, type: Warning, reason: X, note: "http://u:%s@db", eventTime: "2"}
                - {regarding: {kind: Pod, name: inventory-db-0}, type: Normal, reason: Pulled, note: fine, eventTime: "1"}
                - {regarding: {kind: Pod, name: stranger}, type: Normal, reason: Pulled, note: not ours, eventTime: "1"}
                """.formatted(UNKNOWN)));
        server.answer(SHOP + "services/inventory-apply:8090/proxy/status", "{\"error\":\"with %s\"}".formatted(TOKEN));
        server.answer("/version", "{\"gitVersion\":\"v1.36.3\"}");
    }

    @AfterEach
    void end() {
        System.clearProperty(KUBECONFIG);
        server.close();
    }

    private static String pipeline() {
        return json("""
                apiVersion: cdcpipeline.io/v1alpha1
                kind: CdcPipeline
                metadata:
                  name: inventory
                  namespace: shop
                  uid: 0b5c1f0e
                  managedFields: [{manager: kubectl}]
                  annotations:
                    kubectl.kubernetes.io/last-applied-configuration: '{"stringData":"%1$s"}'
                    note: "password: %1$s"
                spec:
                  source: {postgresql: {database: shop, external: {host: db, credentials: {secret: inventory-login}}}}
                  tables: ["a.*"]
                  lake: {path: "s3a://b/c"}
                  connect: {connector: {config: {some.api.key: %1$s}}}
                status: {conditions: [{type: Ready, message: "refused: %2$s"}]}
                """.formatted(UNKNOWN, PASSWORD));
    }

    private void secret(String name, String keys, String value) {
        String data = keys.replace("reader", base64("reader")) + ": " + base64(value);
        server.answer(SHOP + "secrets/" + name, json("{metadata: {name: %s}, data: {%s}}".formatted(name, data)));
    }

    private void pods() {
        server.answer(SHOP + "pods", json("""
                items:
                - metadata: {name: inventory-apply-driver, namespace: shop}
                  spec:
                    containers:
                    - {name: spark, image: "job:1", env: [{name: PGPASSWORD, value: %1$s}], args: ["--token=%1$s"]}
                  status: {containerStatuses: [{name: spark, restartCount: 2}]}
                """.formatted(UNKNOWN)));
        String log = SHOP + "pods/inventory-apply-driver/log";
        server.answer(
                log,
                "started\nlogin %s, again %s\nAuthorization: Bearer %s\n"
                        .formatted(PASSWORD, base64(PASSWORD), UNKNOWN));
        server.answer("/api/v1/namespaces/ops/pods", json("""
                items: [{metadata: {name: operator-1, namespace: ops}, spec: {containers: [{name: operator, image: "op:1"}]}}]
                """));
        server.answer(
                "/api/v1/namespaces/ops/pods/operator-1/log", "shop/inventory %s\nsomebody/else\n".formatted(PASSWORD));
    }

    @Test
    void nothingOfASecretIsInIt() throws IOException {
        assertThat(report()).allSatisfy((name, text) -> assertThat(text)
                .as(name)
                .doesNotContain(PASSWORD, base64(PASSWORD), TOKEN, UNKNOWN, base64(UNKNOWN)));
    }

    @Test
    void whatHelpsIs() throws IOException {
        Map<String, String> parts = report();

        assertThat(parts.get("pipeline.yaml"))
                .contains("secret: \"inventory-login\"", "refused: " + Redaction.MARK)
                .doesNotContain("managedFields");
        assertThat(parts.get("objects/Secret.yaml")).contains("inventory-login", "password", "username");
        assertThat(parts.get("objects/CdcOperation.yaml")).contains("fill").doesNotContain("others");
        assertThat(parts.get("objects/ConfigMap.yaml")).contains("job.json");
        assertThat(parts.get("events.txt").lines())
                .containsExactly(
                        "1 Normal Pulled Pod/inventory-db-0: fine",
                        "2 Warning X CdcPipeline/inventory: http://u:" + Redaction.MARK + "@db");
        assertThat(parts.get("logs/inventory-apply-driver/spark.log")).contains("started");
        assertThat(parts).containsKey("logs/inventory-apply-driver/spark.before.log");
        assertThat(parts.get("logs/operator.log")).contains("shop/inventory").doesNotContain("somebody");
        assertThat(parts.get("versions.yaml")).contains("v1.36.3", "job:1");
        assertThat(parts.get("status.yaml")).contains("with " + Redaction.MARK);
    }

    @Test
    void itOnlyReads() throws IOException {
        report();

        assertThat(server.asked()).allMatch(request -> request.startsWith("GET "));
    }

    @Test
    void whoMayNotReadSecretsGetsAReportAllTheSame() throws IOException {
        server.forbid("/secrets/");

        Map<String, String> parts = report();

        assertThat(parts.get("problems.txt")).contains("Secret inventory-login", "Secret inventory-apply");
        assertThat(parts).allSatisfy((name, text) -> assertThat(text).as(name).doesNotContain(UNKNOWN));
    }

    @Test
    void aPipelineThatIsNotThereIsOneSentence() {
        CommandLineRun run = CommandLineRun.of("report", "nobody");

        assertThat(run.code()).isEqualTo(3);
        assertThat(run.errors().lines()).hasSize(1);
        assertThat(run.errors()).contains("nobody", "namespace shop");
    }

    private Map<String, String> report() throws IOException {
        Path zip = folder.resolve("report.zip");
        CommandLineRun run =
                CommandLineRun.of("report", "inventory", "--operator-namespace", "ops", "-o", zip.toString());
        assertThat(run.errors()).isEmpty();
        return Zip.read(zip);
    }

    private static String json(String yaml) {
        return Serialization.asJson(Serialization.unmarshal("---\n" + yaml, Map.class));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
