package io.cdcpipeline.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.api.CdcPipeline;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PlannerTest {

    @Test
    void theSmallestPipelineHasAllStages() throws IOException {
        String manifest = Files.readString(Path.of("../k8s/samples/inventory.yaml"));
        CdcPipeline pipeline = Serialization.unmarshal(manifest.split("\n---\n")[0], CdcPipeline.class);

        Plan plan = Planner.plan(pipeline, Settings.defaults());

        assertThat(plan.stages()).extracting(Stage::name).containsExactly(StageName.values());
    }
}
