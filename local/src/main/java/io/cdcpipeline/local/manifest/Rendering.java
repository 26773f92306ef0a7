package io.cdcpipeline.local.manifest;

import io.cdcpipeline.manifest.Manifest;
import io.cdcpipeline.plan.GeneratedSecret;
import io.cdcpipeline.plan.Plan;
import io.cdcpipeline.plan.Planner;
import io.cdcpipeline.plan.Settings;
import io.cdcpipeline.plan.Stage;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A manifest's plan as YAML documents, stage by stage. */
public record Rendering(Manifest manifest) {

    public String yaml() {
        Plan plan = Planner.plan(manifest.pipeline(), Settings.defaults());
        return plan.stages().stream().map(Rendering::yaml).collect(Collectors.joining());
    }

    private static String yaml(Stage stage) {
        KubernetesSerialization serialization = new KubernetesSerialization();
        Stream<HasMetadata> secrets = stage.generated().stream().map(GeneratedSecret::template);
        return Stream.concat(secrets, stage.resources().stream())
                .map(resource -> "---\n# stage: " + stage.name().name().toLowerCase(java.util.Locale.ROOT) + "\n"
                        + serialization.asYaml(resource).replaceFirst("^---\n", ""))
                .collect(Collectors.joining());
    }
}
