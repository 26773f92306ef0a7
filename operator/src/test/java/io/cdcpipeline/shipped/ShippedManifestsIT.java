package io.cdcpipeline.shipped;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.testing.ApiServer;
import io.cdcpipeline.testing.Checkout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a user applies by hand, applied so that a field which the API server does not know is an error. */
class ShippedManifestsIT {

    private final ApiServer api = ApiServer.running();
    private Kubectl kubectl;

    @BeforeEach
    void aUsersKubectl(@TempDir Path folder) throws IOException {
        kubectl = Kubectl.of(api, folder);
    }

    @Test
    void operatorIsInstalledByOneCommand() throws Exception {
        // The definition is there already, from another hand.
        var result = kubectl.run("apply", "--server-side", "--force-conflicts", "--validate=strict", "-k", "k8s");

        assertThat(result.output())
                .contains("deployment.apps/cdcpipeline-operator serverside-applied")
                .doesNotContain("Warning");
        assertThat(result.status()).as(result.output()).isZero();
    }

    @Test
    void operatorsImageHasTheReleaseThatTheSamplesName() throws Exception {
        var rendered = kubectl.run("kustomize", "k8s");

        assertThat(rendered.output()).containsPattern("image: docker.io/cdcpipeline/operator:\\d+\\.\\d+\\.\\d+\n");
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void manifestIsAccepted(Path manifest) throws Exception {
        var result = kubectl.run(
                "apply", "--server-side", "--validate=strict", "-n", api.newNamespace(), "-f", manifest.toString());

        assertThat(result.output()).contains("serverside-applied").doesNotContain("Warning");
        assertThat(result.status()).as(result.output()).isZero();
    }

    static Stream<Path> manifests() {
        Path k8s = Checkout.root().resolve("k8s");
        return Stream.concat(Stream.of(k8s.resolve("rows.yaml")), Checkout.yaml(k8s.resolve("samples")).stream());
    }
}
