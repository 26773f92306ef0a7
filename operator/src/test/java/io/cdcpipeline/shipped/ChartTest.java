package io.cdcpipeline.shipped;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.cdcpipeline.testing.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The Helm chart is made of the files that kustomize takes, so that they can't differ; what can is tried here. */
class ChartTest {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Path K8S = Checkout.root().resolve("k8s");
    private static final Path CHART = K8S.resolve("chart");

    @Test
    void chartHasNoCopyOfWhatKustomizeTakes() throws IOException {
        assertThat(CHART.resolve("sources/operator").toRealPath())
                .isEqualTo(K8S.resolve("operator").toRealPath());
        assertThat(CHART.resolve("sources/crds").toRealPath())
                .isEqualTo(Checkout.root().resolve("crds").toRealPath());
    }

    @Test
    void everyFileOfTheKustomizationIsInATemplate() throws IOException {
        String templates = templates();

        for (JsonNode file : yaml(K8S.resolve("operator/kustomization.yaml")).get("resources")) {
            if (!file.asText().equals("namespace.yaml")) { // Helm makes it by --create-namespace
                assertThat(templates).contains(file.asText());
            }
        }
        for (JsonNode definition :
                yaml(Checkout.root().resolve("crds/kustomization.yaml")).get("resources")) {
            assertThat(definition.asText()).as("the pattern in crds.yaml").endsWith("-v1.yml");
        }
    }

    @Test
    void chartIsOfTheReleaseWhoseImageItNames() throws IOException {
        String release = yaml(K8S.resolve("operator/kustomization.yaml"))
                .at("/images/0/newTag")
                .asText();
        JsonNode chart = yaml(CHART.resolve("Chart.yaml"));

        assertThat(chart.get("version").asText()).isEqualTo(release);
        assertThat(chart.get("appVersion").asText()).isEqualTo(release);
    }

    @Test
    void schemaKnowsEveryValueAndNoOther() throws IOException {
        JsonNode schema =
                new ObjectMapper().readTree(CHART.resolve("values.schema.json").toFile());
        List<String> known = keys(schema.get("properties"));
        known.remove("global"); // Helm's own, for a chart that has this one as a part

        assertThat(keys(yaml(CHART.resolve("values.yaml")))).containsExactlyInAnyOrderElementsOf(known);
    }

    private static String templates() throws IOException {
        try (Stream<Path> files = Files.walk(CHART.resolve("templates"))) {
            var all = new StringBuilder();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(Files.readString(file));
            }
            return all.toString();
        }
    }

    private static List<String> keys(JsonNode object) {
        var keys = new ArrayList<String>();
        object.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    private static JsonNode yaml(Path file) throws IOException {
        return YAML.readTree(file.toFile());
    }
}
