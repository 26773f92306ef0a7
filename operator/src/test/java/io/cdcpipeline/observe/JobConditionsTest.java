package io.cdcpipeline.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.contract.TableCondition;
import io.cdcpipeline.contract.TableLetters;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The states are Kubeflow's api/v1beta2 ApplicationStateType and Apache's ApplicationStateSummary. */
class JobConditionsTest {

    private static final ObservedJob FINE = Jobs.running();

    @Test
    void runningDriverIsNotYetARunningJob() {
        assertThat(read("RUNNING", new ObservedJob.NotAsked())).isInstanceOf(StageCondition.Waiting.class);
        assertThat(read("RUNNING", new ObservedJob.Unreachable("refused"))).isInstanceOf(StageCondition.Unknown.class);
        assertThat(read("RUNNING", Jobs.starting())).isInstanceOf(StageCondition.Waiting.class);
        assertThat(read("RUNNING", FINE)).isInstanceOf(StageCondition.Ready.class);
    }

    @Test
    void imageThatCannotBePulledIsFoundAtThePodWhileTheApplicationStaysSubmitted() {
        ObservedResource pod = Shapes.yaml("""
                apiVersion: v1
                kind: Pod
                metadata: {name: shop-apply-driver}
                status:
                  phase: Pending
                  containerStatuses:
                  - name: spark-kubernetes-driver
                    state: {waiting: {reason: ImagePullBackOff, message: 'Back-off pulling image "cdc/job:nope"'}}
                """);

        assertThat(JobConditions.of(
                        Optional.of(kubeflow("SUBMITTED", "")), List.of(pod), new ObservedJob.NotAsked(), false))
                .isEqualTo(new StageCondition.Failed(
                        "ImagePullBackOff", "Pod shop-apply-driver: Back-off pulling image \"cdc/job:nope\""));
    }

    @Test
    void podWithoutANodeSaysWhy() {
        ObservedResource pod = Shapes.yaml("""
                apiVersion: v1
                kind: Pod
                metadata: {name: d}
                status:
                  conditions:
                  - {type: PodScheduled, status: "False", reason: Unschedulable, message: 0/1 nodes are available}
                """);

        assertThat(JobConditions.of(
                                Optional.of(kubeflow("SUBMITTED", "")), List.of(pod), new ObservedJob.NotAsked(), false)
                        .message())
                .isEqualTo("Pod d has no node: 0/1 nodes are available");
    }

    @Test
    void errorOfTheApplicationIsShortened() {
        String log = "failed to submit spark application: exit status 1\n" + "x".repeat(100_000);

        assertThat(JobConditions.of(
                        Optional.of(kubeflow("SUBMISSION_FAILED", log)), List.of(), new ObservedJob.NotAsked(), false))
                .isEqualTo(new StageCondition.Failed(
                        "DriverFailed",
                        "SparkApplication shop-apply failed: failed to submit spark application: exit status 1"));
    }

    @Test
    void apachesStatesAreReadToo() {
        ObservedResource apache = Shapes.yaml("""
                apiVersion: spark.apache.org/v1
                kind: SparkApplication
                metadata: {name: shop-apply}
                status: {currentState: {currentStateSummary: RunningHealthy, message: ok}}
                """);

        assertThat(JobConditions.of(Optional.of(apache), List.of(), FINE, false))
                .isInstanceOf(StageCondition.Ready.class);
    }

    @Test
    void tableThatFailedDoesNotStopTheJob() {
        assertThat(read("RUNNING", Jobs.running(Jobs.table("s.b", TableCondition.FAILED, "x"))))
                .isEqualTo(new StageCondition.Ready("Running", "The job runs"));
    }

    @Test
    void deadLettersDoNotStopThePipelineButShow() {
        StageCondition condition = read("RUNNING", Jobs.running(7, 1.0, 1.0));

        assertThat(condition).isInstanceOf(StageCondition.Ready.class);
        assertThat(condition.reason()).isEqualTo("RunningWithDeadLetters");
    }

    @Test
    void deadLettersNameTheirTablesAndWhyTheFirstIsOneButNoCountThatChangesWithEach() {
        StageCondition condition = read(
                "RUNNING",
                Jobs.withLetters(
                        new TableLetters("s.a", 7, "too large", "t1", "t2"),
                        new TableLetters(null, 1, "no JSON", "t1", "t1"),
                        new TableLetters("s.c", 1, "NaN", "t1", "t1"),
                        new TableLetters("s.d", 1, "NaN", "t1", "t1"),
                        new TableLetters("s.e", 1, "NaN", "t1", "t1")));

        assertThat(condition.message())
                .endsWith(
                        "stand in the dead-letter table: of s.a (too large), of an unknown table (no JSON), of s.c (NaN),"
                                + " and of 2 more tables");
    }

    @Test
    void silenceOfTheSparkOperatorNamesItsNamespaces() {
        ObservedResource unseen = Shapes.yaml("{apiVersion: v1, kind: SparkApplication, metadata: {name: a}}");

        assertThat(JobConditions.of(Optional.of(unseen), List.of(), FINE, false).message())
                .contains("job namespaces");
    }

    @Test
    void suspendedJobIsHeldWhenItsDriverIsGone() {
        ObservedResource driver =
                Shapes.yaml("{apiVersion: v1, kind: Pod, metadata: {name: d}, status: {phase: Running}}");

        assertThat(JobConditions.of(Optional.of(kubeflow("SUSPENDING", "")), List.of(driver), FINE, true)
                        .reason())
                .isEqualTo("Suspending");
        assertThat(JobConditions.of(Optional.of(kubeflow("SUSPENDED", "")), List.of(), FINE, true))
                .isInstanceOf(StageCondition.Held.class);
        assertThat(JobConditions.of(Optional.empty(), List.of(), FINE, true)).isInstanceOf(StageCondition.Held.class);
    }

    private static StageCondition read(String state, ObservedJob observed) {
        return JobConditions.of(Optional.of(kubeflow(state, "")), List.of(), observed, false);
    }

    private static ObservedResource kubeflow(String state, String error) {
        ObservedResource live = Shapes.yaml("""
                apiVersion: sparkoperator.k8s.io/v1beta2
                kind: SparkApplication
                metadata: {name: shop-apply}
                status: {applicationState: {state: %s}, driverInfo: {podName: shop-apply-driver}}
                """.formatted(state));
        live.resource().<Map<String, Object>>get("status", "applicationState").put("errorMessage", error);
        return live;
    }
}
