package io.cdcpipeline.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.api.CdcPipelineStatus;
import io.cdcpipeline.api.LabStatus;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LabConditionsTest {

    private static final LabStatus LAB = new LabStatus("http://shop-lab", "kubectl port-forward", "kubectl get secret");

    @Test
    void labThatRunsSaysHowItIsOpened() {
        StageCondition ready = LabConditions.of(set("{readyReplicas: 1}"), List.of(), LAB, true);

        assertThat(ready).isInstanceOf(StageCondition.Ready.class);
        assertThat(ready.message()).contains("kubectl port-forward", "kubectl get secret");
    }

    @Test
    void labThatCannotReadTheLakeSaysSo() {
        StageCondition ready = LabConditions.of(set("{readyReplicas: 1}"), List.of(), LAB, false);

        assertThat(ready).isInstanceOf(StageCondition.Ready.class);
        assertThat(ready.reason()).isEqualTo("LakeNotReached");
        assertThat(ready.message()).contains("kubectl port-forward", "S3 (s3a:) alone");
    }

    @Test
    void labThatDoesNotRunYetIsWaitedFor() {
        assertThat(LabConditions.of(Optional.empty(), List.of(), LAB, true).reason())
                .isEqualTo("Waiting");
        assertThat(LabConditions.of(set("{replicas: 1}"), List.of(), LAB, true).reason())
                .isEqualTo("Starting");
    }

    @Test
    void podThatCannotStartIsNamed() {
        ObservedResource pod = new ObservedResource(resource("Pod", """
                {containerStatuses: [{state: {waiting: {reason: ImagePullBackOff, message: no such image}}}]}"""));

        StageCondition failed = LabConditions.of(set("{}"), List.of(pod), LAB, true);

        assertThat(failed).isInstanceOf(StageCondition.Failed.class);
        assertThat(failed.message()).contains("no such image");
    }

    @Test
    void pipelineIsReadyWhateverItsLabIs() {
        CdcPipelineStatus status = status(new StageCondition.Failed("ImagePullBackOff", "no such image"), LAB, null);

        assertThat(status.stage()).isEqualTo("Running");
        assertThat(condition(status, "Ready").getStatus()).isEqualTo("True");
        assertThat(condition(status, "LabReady").getMessage()).isEqualTo("no such image");
        assertThat(status.lab().url()).isEqualTo("http://shop-lab");
    }

    @Test
    void nothingIsSaidOfALabThatIsNoLongerWanted() {
        CdcPipelineStatus before = status(new StageCondition.Ready("Ready", "open it"), LAB, null);

        CdcPipelineStatus status = status(null, null, before);

        assertThat(status.conditions())
                .extracting(Condition::getType)
                .doesNotContain("LabReady")
                .contains("Applying");
        assertThat(status.lab()).isNull();
    }

    private static CdcPipelineStatus status(StageCondition condition, LabStatus lab, CdcPipelineStatus before) {
        Map<ConditionType, StageCondition> all = new EnumMap<>(ConditionType.class);
        for (ConditionType type : ConditionType.values()) {
            all.put(type, new StageCondition.Ready("Ready", "fine"));
        }
        all.remove(ConditionType.LAB_READY);
        if (condition != null) {
            all.put(ConditionType.LAB_READY, condition);
        }
        Observation seen = new Observation(
                all,
                new io.cdcpipeline.source.ObservedSource.NotAsked(),
                new ObservedConnector.NotAsked(),
                new ObservedJob.NotAsked(),
                "",
                lab);
        return StatusBuilder.next(new PipelineIdentity(1, "e", "s", "p"), seen, before, Instant.EPOCH);
    }

    private static Condition condition(CdcPipelineStatus status, String type) {
        return Conditions.find(status.conditions(), type).orElseThrow();
    }

    private static Optional<ObservedResource> set(String status) {
        return Optional.of(new ObservedResource(resource("StatefulSet", status)));
    }

    private static GenericKubernetesResource resource(String kind, String status) {
        return Serialization.unmarshal(
                "apiVersion: v1\nkind: " + kind + "\nmetadata: {name: shop-lab-0}\nstatus: " + status,
                GenericKubernetesResource.class);
    }
}
