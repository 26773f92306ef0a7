package io.cdcpipeline.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.contract.TableCondition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The states are Kubeflow's api/v1beta2 ApplicationStateType and Apache's ApplicationStateSummary. */
class JobReadingTest {

    private static final JobSight FINE = Jobs.running();

    @Test
    void runningDriverIsNotYetARunningJob() {
        assertThat(read("RUNNING", new JobSight.NotAsked())).isInstanceOf(Standing.Waiting.class);
        assertThat(read("RUNNING", new JobSight.Unreachable("refused"))).isInstanceOf(Standing.Unknown.class);
        assertThat(read("RUNNING", Jobs.starting())).isInstanceOf(Standing.Waiting.class);
        assertThat(read("RUNNING", FINE)).isInstanceOf(Standing.Ready.class);
    }

    @Test
    void imageThatCannotBePulledIsFoundAtThePodWhileTheApplicationStaysSubmitted() {
        Live pod = Shapes.yaml("""
                apiVersion: v1
                kind: Pod
                metadata: {name: shop-apply-driver}
                status:
                  phase: Pending
                  containerStatuses:
                  - name: spark-kubernetes-driver
                    state: {waiting: {reason: ImagePullBackOff, message: 'Back-off pulling image "cdc/job:nope"'}}
                """);

        assertThat(JobReading.of(Optional.of(kubeflow("SUBMITTED", "")), List.of(pod), new JobSight.NotAsked(), false))
                .isEqualTo(new Standing.Failed(
                        "ImagePullBackOff", "Pod shop-apply-driver: Back-off pulling image \"cdc/job:nope\""));
    }

    @Test
    void podWithoutANodeSaysWhy() {
        Live pod = Shapes.yaml("""
                apiVersion: v1
                kind: Pod
                metadata: {name: d}
                status:
                  conditions:
                  - {type: PodScheduled, status: "False", reason: Unschedulable, message: 0/1 nodes are available}
                """);

        assertThat(JobReading.of(Optional.of(kubeflow("SUBMITTED", "")), List.of(pod), new JobSight.NotAsked(), false)
                        .message())
                .isEqualTo("Pod d has no node: 0/1 nodes are available");
    }

    @Test
    void errorOfTheApplicationIsShortened() {
        String log = "failed to submit spark application: exit status 1\n" + "x".repeat(100_000);

        assertThat(JobReading.of(
                        Optional.of(kubeflow("SUBMISSION_FAILED", log)), List.of(), new JobSight.NotAsked(), false))
                .isEqualTo(new Standing.Failed(
                        "DriverFailed",
                        "SparkApplication shop-apply failed: failed to submit spark application: exit status 1"));
    }

    @Test
    void apachesStatesAreReadToo() {
        Live apache = Shapes.yaml("""
                apiVersion: spark.apache.org/v1
                kind: SparkApplication
                metadata: {name: shop-apply}
                status: {currentState: {currentStateSummary: RunningHealthy, message: ok}}
                """);

        assertThat(JobReading.of(Optional.of(apache), List.of(), FINE, false)).isInstanceOf(Standing.Ready.class);
    }

    @Test
    void tableThatFailedDoesNotStopTheJob() {
        assertThat(read("RUNNING", Jobs.running(Jobs.table("s.b", TableCondition.FAILED, "x"))))
                .isEqualTo(new Standing.Ready("Running", "The job runs"));
    }

    @Test
    void deadLettersDoNotStopThePipelineButShow() {
        Standing standing = read("RUNNING", Jobs.running(7, 1.0, 1.0));

        assertThat(standing).isInstanceOf(Standing.Ready.class);
        assertThat(standing.reason()).isEqualTo("RunningWithDeadLetters");
    }

    @Test
    void silenceOfTheSparkOperatorNamesItsNamespaces() {
        Live unseen = Shapes.yaml("{apiVersion: v1, kind: SparkApplication, metadata: {name: a}}");

        assertThat(JobReading.of(Optional.of(unseen), List.of(), FINE, false).message())
                .contains("job namespaces");
    }

    @Test
    void suspendedJobIsHeldWhenItsDriverIsGone() {
        Live driver = Shapes.yaml("{apiVersion: v1, kind: Pod, metadata: {name: d}, status: {phase: Running}}");

        assertThat(JobReading.of(Optional.of(kubeflow("SUSPENDING", "")), List.of(driver), FINE, true)
                        .reason())
                .isEqualTo("Suspending");
        assertThat(JobReading.of(Optional.of(kubeflow("SUSPENDED", "")), List.of(), FINE, true))
                .isInstanceOf(Standing.Held.class);
        assertThat(JobReading.of(Optional.empty(), List.of(), FINE, true)).isInstanceOf(Standing.Held.class);
    }

    private static Standing read(String state, JobSight sight) {
        return JobReading.of(Optional.of(kubeflow(state, "")), List.of(), sight, false);
    }

    private static Live kubeflow(String state, String error) {
        Live live = Shapes.yaml("""
                apiVersion: sparkoperator.k8s.io/v1beta2
                kind: SparkApplication
                metadata: {name: shop-apply}
                status: {applicationState: {state: %s}, driverInfo: {podName: shop-apply-driver}}
                """.formatted(state));
        live.resource().<Map<String, Object>>get("status", "applicationState").put("errorMessage", error);
        return live;
    }
}
