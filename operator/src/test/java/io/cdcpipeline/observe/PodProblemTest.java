package io.cdcpipeline.observe;

import static io.cdcpipeline.observe.Shapes.strimzi;
import static io.cdcpipeline.observe.Shapes.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PodProblemTest {

    private static final String CRASHED = "name: kafka, ready: false, restartCount: 3, image: kafka:1,"
            + " lastState: {terminated: {exitCode: 1, reason: Error}}";

    @Test
    void silentStrimziDoesNotHideAnImageThatCannotBePulled() {
        ObservedResource silent = yaml("kind: KafkaConnect\nmetadata: {name: shop-x, generation: 1}");
        ObservedResource pod = pod("""
                [{name: connect, image: 'acme/connect:2', ready: false,
                  state: {waiting: {reason: ErrImagePull, message: 'rpc error: code = NotFound'}}}]""");

        assertThat(StrimziConditions.of(Optional.of(silent), "KafkaConnect shop-x", List.of(pod)))
                .isEqualTo(new StageCondition.Failed(
                        "ImagePullBackOff",
                        "Pod shop-x-0: image acme/connect:2 cannot be pulled: rpc error: code = NotFound"));
    }

    @Test
    void imageThatIsPulledInVainSaysTheSameBetweenTwoTries() {
        String container = "{name: c, image: 'a:2', ready: false, state: {waiting: {reason: %s, message: '%s'}}}";

        assertThat(in(container.formatted("ErrImagePull", "not found")))
                .isEqualTo(in(container.formatted(
                        "ImagePullBackOff", "Back-off pulling image \"a:2\": ErrImagePull: not found")));
    }

    @Test
    void podIsNamedWhileStrimziIsBehindAndWhenItHasGivenUp() {
        ObservedResource pod = pod("[{" + CRASHED + ", state: {waiting: {reason: CrashLoopBackOff}}}]");
        ObservedResource behind =
                strimzi("KafkaConnect", "{observedGeneration: 1, conditions: [{type: Ready, status: 'True'}]}");
        ObservedResource failed = strimzi("Kafka", """
                {observedGeneration: 2, conditions: [{type: NotReady, status: 'True', reason: FatalProblem,
                 message: Pod is unschedulable or is not starting}]}""");

        for (ObservedResource resource : List.of(behind, failed)) {
            assertThat(StrimziConditions.of(Optional.of(resource), "it", List.of(pod))
                            .reason())
                    .isEqualTo("CrashLoopBackOff");
        }
    }

    @Test
    void whatIsReadyOrOrderedIsBelievedWhateverItsPodsSay() {
        ObservedResource pod = pod("[{" + CRASHED + ", state: {waiting: {reason: CrashLoopBackOff}}}]");
        ObservedResource ready =
                strimzi("Kafka", "{observedGeneration: 2, conditions: [{type: Ready, status: 'True'}]}");
        ObservedResource paused =
                strimzi("Kafka", "{observedGeneration: 2, conditions: [{type: ReconciliationPaused, status: 'True'}]}");

        assertThat(StrimziConditions.of(Optional.of(ready), "it", List.of(pod)))
                .isInstanceOf(StageCondition.Ready.class);
        assertThat(StrimziConditions.of(Optional.of(paused), "it", List.of(pod)).reason())
                .isEqualTo("Paused");
    }

    @Test
    void crashLoopSaysTheSameBetweenTwoStarts() {
        StageCondition waits = in("{" + CRASHED
                        + ", state: {waiting: {reason: CrashLoopBackOff, message: back-off 40s}}}")
                .orElseThrow();

        assertThat(waits)
                .isEqualTo(new StageCondition.Failed(
                        "CrashLoopBackOff",
                        "Pod shop-x-0: container kafka ended with code 1 and is started again; its log says why"));
        assertThat(in("{" + CRASHED + ", state: {running: {startedAt: '2026-11-22T12:00:00Z'}}}"))
                .contains(waits);
    }

    @Test
    void causeThatAContainerLeftIsTold() {
        StageCondition seen = in("""
                {name: kafka, ready: false, state: {waiting: {reason: CrashLoopBackOff}},
                 lastState: {terminated: {exitCode: 137, reason: OOMKilled, message: 'No space left on device'}}}""").orElseThrow();

        assertThat(seen.message())
                .isEqualTo(
                        "Pod shop-x-0: container kafka ended with code 137 (OOMKilled) and is started again: No space"
                                + " left on device");
    }

    @Test
    void containerThatIsReadyAgainIsFine() {
        assertThat(in("{name: c, ready: true, state: {running: {}}, lastState: {terminated: {exitCode: 1}}}"))
                .isEmpty();
        assertThat(in("{name: c, ready: false, state: {waiting: {reason: ContainerCreating}}}"))
                .isEmpty();
    }

    private static Optional<StageCondition> in(String container) {
        return PodProblem.in(List.of(pod("[" + container + "]")));
    }

    private static ObservedResource pod(String containers) {
        return yaml("kind: Pod\nmetadata: {name: shop-x-0}\nstatus: {containerStatuses: " + containers + "}");
    }
}
