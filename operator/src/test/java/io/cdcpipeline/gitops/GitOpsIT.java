package io.cdcpipeline.gitops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cdcpipeline.api.CdcOperation;
import io.cdcpipeline.api.CdcPipeline;
import io.cdcpipeline.reconcile.TestCluster;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A tool that applies the same manifest again and again, and compares it with what stands there. */
class GitOpsIT {

    private static final String CONTROLLER = "argocd-controller";

    private final TestCluster cluster = TestCluster.start();

    @AfterEach
    void end() {
        cluster.close();
    }

    @Test
    void pipelineThatRunsIsStillTheManifestThatWasApplied() {
        cluster.operator();
        CdcPipeline manifest = cluster.manifest("shop", "job: {trigger: 2s}", "broker: {managed: {replicas: 3}}");
        apply(manifest);
        cluster.awaitReady("shop");
        CdcPipeline before = cluster.pipeline("shop");

        CdcPipeline after = apply(manifest);

        assertThat(after.getMetadata().getResourceVersion())
                .as("nothing differs from what was applied")
                .isEqualTo(before.getMetadata().getResourceVersion());
        assertThat(after.getMetadata().getGeneration()).isEqualTo(1L);
        assertThat(after.getMetadata().getManagedFields())
                .filteredOn(entry -> !CONTROLLER.equals(entry.getManager()))
                .extracting(entry -> Serialization.asJson(entry.getFieldsV1()))
                .as("the operator owns nothing of the spec")
                .noneMatch(fields -> fields.contains("f:spec"));
    }

    @Test
    void restartThatArgoCdOffersIsAnOperationThatSucceeds() {
        cluster.operator();
        cluster.given("shop");
        cluster.awaitReady("shop");
        JsonNode pipeline = new ObjectMapper().valueToTree(cluster.pipeline("shop"));

        JsonNode created = LuaScript.at("CdcPipeline/actions/restart/action.lua")
                .run(pipeline)
                .path(0);

        assertThat(created.path("operation").asText()).isEqualTo("create");
        String name = cluster.client()
                .resource(Serialization.unmarshal(created.path("resource").toString(), CdcOperation.class))
                .create()
                .getMetadata()
                .getName();
        cluster.eventually(
                () -> assertThat(cluster.operation(name).getStatus().phase()).isEqualTo("Succeeded"));
    }

    private CdcPipeline apply(CdcPipeline manifest) {
        return cluster.client().resource(manifest).fieldManager(CONTROLLER).serverSideApply();
    }
}
