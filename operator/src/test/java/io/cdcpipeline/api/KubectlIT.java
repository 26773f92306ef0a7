package io.cdcpipeline.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.manifest.Written;
import io.cdcpipeline.testing.ApiServer;
import io.cdcpipeline.testing.Checkout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The resource as a user of kubectl meets it. */
class KubectlIT {

    private final ApiServer api = ApiServer.running();

    @TempDir
    private Path folder;

    private String namespace;

    @BeforeEach
    void writeKubeconfig() throws IOException {
        namespace = api.newNamespace();
        Files.writeString(folder.resolve("kubeconfig"), api.kubeconfig());
    }

    static List<Path> samples() {
        return Checkout.yaml(Checkout.root().resolve("k8s/samples"));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everySampleIsAppliedStrictly(Path sample) throws Exception {
        assertThat(kubectl("apply", "--server-side", "--validate=strict", "-f", sample.toString()))
                .contains("serverside-applied");
    }

    @Test
    void getShowsTheColumnsInTheirOrder() throws Exception {
        kubectl(
                "apply",
                "-f",
                Checkout.root().resolve("k8s/samples/inventory.yaml").toString());

        assertThat(kubectl("get", "cdc").lines().findFirst().orElseThrow())
                .matches("NAME +READY +STAGE +TABLES +LAG +THROUGHPUT +AGE *");
        assertThat(kubectl("get", "cdc", "-o", "wide").lines().findFirst().orElseThrow())
                .matches(
                        "NAME +READY +STAGE +TABLES +LAG +THROUGHPUT +AGE +SOURCE +RETAINED WAL +DEAD LETTERS +MESSAGE *");
    }

    @Test
    void operationsHaveColumnsOfTheirOwn() throws Exception {
        kubectl(
                "create",
                "-f",
                Checkout.root().resolve("k8s/samples/operation-snapshot.yaml").toString());

        assertThat(kubectl("get", "cdcop").lines().findFirst().orElseThrow())
                .matches("NAME +PIPELINE +KIND +PHASE +PROGRESS +AGE *");
        kubectl(
                "apply",
                "-f",
                Checkout.root().resolve("k8s/samples/inventory.yaml").toString());
        assertThat(kubectl("get", "cdc", "inventory")).startsWith("NAME ").contains("READY");
    }

    @Test
    void explainKnowsTheFields() throws Exception {
        assertThat(kubectl("explain", "cdcpipeline.spec.lake.layout")).contains("The default is {schema}/{table}.");
        assertThat(kubectl("explain", "cdcpipeline")).contains("One database, whose tables live on in Delta Lake.");
    }

    @Test
    void aRefusalIsOneSentenceAFault() throws Exception {
        Path manifest = Files.writeString(
                folder.resolve("bad.yaml"),
                Written.smallest()
                        .with(Written.yaml("/spec/tables: [customers]\n/spec/lake/path: s3a://lake"))
                        .manifest()
                        .toString());

        assertThat(kubectl("create", "-f", manifest.toString()).lines())
                .containsExactlyInAnyOrder(
                        "The CdcPipeline \"inventory\" is invalid: ",
                        "* spec.tables: Invalid value: not a table pattern: [\"customers\"]; write schema.table without"
                                + " quotes, with * for any characters, ? for one, and a leading ! to exclude",
                        "* spec.lake: Invalid value: set exactly one of path (an object store) and volume (a"
                                + " PersistentVolumeClaim)");
    }

    private String kubectl(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                api.kubectl().toString(), "--kubeconfig=" + folder.resolve("kubeconfig"), "--namespace=" + namespace));
        command.addAll(Arrays.asList(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }
}
