package io.cdcpipeline.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.api.CdcPipeline;
import io.cdcpipeline.plan.render.Render;
import io.cdcpipeline.testing.ApiServer;
import io.cdcpipeline.testing.ThirdPartyCrds;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.FieldValidateable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the plan emits, before the API server that will judge it, with the definitions of the projects it is meant for. */
class PlanIT {

    private static ApiServer server;

    static List<String> samples() {
        return Samples.names();
    }

    @BeforeAll
    static void start() {
        server = ApiServer.running();
        server.install(ThirdPartyCrds.values());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everyResourceIsValidAndIsNotWrittenAgain(String sample) {
        KubernetesClient client = server.client();
        Plan plan = plan(sample, server.newNamespace());
        List<HasMetadata> all = Stream.concat(
                        plan.stages().stream()
                                .flatMap(s -> s.generated().stream())
                                .map(GeneratedSecret::template),
                        plan.resources())
                .toList();

        all.forEach(resource -> apply(client, resource));
        // A claim is written once more by the API server itself, for the finalizer that it added.
        List<String> versions = all.stream().map(r -> version(apply(client, r))).toList();

        assertThat(all).extracting(r -> version(apply(client, r))).isEqualTo(versions);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void kubectlAppliesWhatIsRendered(String sample, @TempDir Path folder) throws IOException, InterruptedException {
        String namespace = server.newNamespace();
        Path manifest = Files.writeString(folder.resolve("plan.yaml"), Render.yaml(plan(sample, namespace)));
        Path kubeconfig = Files.writeString(folder.resolve("kubeconfig"), server.kubeconfig());

        Process kubectl = new ProcessBuilder(
                        server.kubectl().toString(),
                        "--kubeconfig=" + kubeconfig,
                        "apply",
                        "--server-side",
                        "--validate=strict",
                        "--filename=" + manifest)
                .redirectErrorStream(true)
                .start();
        String output = new String(kubectl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(kubectl.waitFor()).as(output).isZero();
        assertThat(output.lines()).allMatch(line -> line.endsWith(" serverside-applied"));
    }

    private static HasMetadata apply(KubernetesClient client, HasMetadata resource) {
        return client.resource(resource)
                .fieldValidation(FieldValidateable.Validation.STRICT)
                .fieldManager("plan-it")
                .serverSideApply();
    }

    private static String version(HasMetadata resource) {
        return resource.getKind() + " " + resource.getMetadata().getResourceVersion();
    }

    private static Plan plan(String sample, String namespace) {
        CdcPipeline pipeline = Samples.pipeline(sample);
        pipeline.getMetadata().setNamespace(namespace);
        return Planner.plan(pipeline, Settings.defaults());
    }
}
