package io.cdcpipeline.observe;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Why a pod does not run, where its status tells: what its owner's status keeps to itself. */
final class PodProblem {

    /** Reasons of a waiting container that are part of an ordinary start. */
    private static final Set<String> ORDINARY = Set.of("ContainerCreating", "PodInitializing", "");

    private PodProblem() {}

    static Optional<StageCondition> in(List<ObservedResource> pods) {
        return pods.stream()
                .filter(pod -> !pod.leaving())
                .flatMap(pod -> Stream.of(unschedulable(pod), stuck(pod)).flatMap(Optional::stream))
                .findFirst();
    }

    /** The scheduler's condition PodScheduled = False says which node lacks what. */
    private static Optional<StageCondition> unschedulable(ObservedResource pod) {
        return pod.items("status", "conditions").stream()
                .filter(c -> "PodScheduled".equals(c.get("type")) && "False".equals(c.get("status")))
                .map(c -> (StageCondition) new StageCondition.Failed(
                        Reason.of(Objects.toString(c.get("reason"), ""), "Unschedulable"),
                        "Pod " + pod.name() + " has no node: "
                                + CauseText.brief(Objects.toString(c.get("message"), ""))))
                .findFirst();
    }

    private static Optional<StageCondition> stuck(ObservedResource pod) {
        return Stream.of("initContainerStatuses", "containerStatuses")
                .flatMap(containers -> pod.items("status", containers).stream())
                .flatMap(container -> Stream.ofNullable(waiting(container)))
                .filter(waiting -> !ORDINARY.contains(Objects.toString(waiting.get("reason"), "")))
                .map(waiting -> stuck(pod, waiting))
                .findFirst();
    }

    private static StageCondition stuck(ObservedResource pod, Map<String, Object> waiting) {
        String reason = Reason.of(Objects.toString(waiting.get("reason"), ""), "ContainerWaiting");
        String message = CauseText.brief(Objects.toString(waiting.get("message"), ""));
        return new StageCondition.Failed(reason, "Pod " + pod.name() + ": " + (message.isEmpty() ? reason : message));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> waiting(Map<String, Object> container) {
        return container.get("state") instanceof Map<?, ?> state && state.get("waiting") instanceof Map<?, ?> waiting
                ? (Map<String, Object>) waiting
                : null;
    }
}
