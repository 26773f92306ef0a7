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

    static final String CRASHING = "CrashLoopBackOff";
    private static final String NO_IMAGE = "ImagePullBackOff";
    /** kubelet alternates between the two, for one cause. */
    private static final Set<String> PULLING = Set.of("ErrImagePull", NO_IMAGE);

    private static final String RESTS = "^Back-off pulling image \"[^\"]*\": ErrImagePull: ";

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
                        Reason.of(text(c, "reason"), "Unschedulable"),
                        "Pod " + pod.name() + " has no node: " + CauseText.brief(text(c, "message"))))
                .findFirst();
    }

    private static Optional<StageCondition> stuck(ObservedResource pod) {
        return Stream.of("initContainerStatuses", "containerStatuses")
                .flatMap(containers -> pod.items("status", containers).stream())
                .flatMap(container -> container(pod, container).stream())
                .findFirst();
    }

    private static Optional<StageCondition> container(ObservedResource pod, Map<String, Object> container) {
        Map<String, Object> waiting = map(map(container, "state"), "waiting");
        String reason = text(waiting, "reason");
        Optional<StageCondition> crash = crash(pod, container, reason);
        if (crash.isPresent() || ORDINARY.contains(reason)) {
            return crash;
        }
        String code = PULLING.contains(reason) ? NO_IMAGE : Reason.of(reason, "ContainerWaiting");
        return Optional.of(
                new StageCondition.Failed(code, "Pod " + pod.name() + ": " + said(waiting, container, code)));
    }

    /**
     * One that ended with an error is started again, and between two ends it looks as if it started for the first time: it
     * counts as crashing until it is ready, so that the condition is steady.
     */
    private static Optional<StageCondition> crash(ObservedResource pod, Map<String, Object> container, String waiting) {
        Map<String, Object> ended = map(map(container, "lastState"), "terminated");
        boolean failed = ended.get("exitCode") instanceof Number code && code.intValue() != 0;
        if (!failed
                || Boolean.TRUE.equals(container.get("ready"))
                || !ORDINARY.contains(waiting) && !CRASHING.equals(waiting)) {
            return Optional.empty();
        }
        String why = CauseText.brief(text(ended, "message"));
        String reason = text(ended, "reason");
        return Optional.of(new StageCondition.Failed(
                CRASHING,
                "Pod " + pod.name() + ": container " + text(container, "name") + " ended with code "
                        + ended.get("exitCode")
                        + (reason.isEmpty() || reason.equals("Error") ? "" : " (" + reason + ")")
                        + " and is started again" + (why.isEmpty() ? "; its log says why" : ": " + why)));
    }

    /** While kubelet rests between two tries it puts words of its own before the cause. */
    private static String said(Map<String, Object> waiting, Map<String, Object> container, String code) {
        String message = CauseText.brief(text(waiting, "message").replaceFirst(RESTS, ""));
        String image = text(container, "image");
        if (code.equals(NO_IMAGE) && !image.isEmpty()) {
            return "image " + image + " cannot be pulled" + (message.isEmpty() ? "" : ": " + message);
        }
        return message.isEmpty() ? code : message;
    }

    private static String text(Map<String, Object> map, String key) {
        return Objects.toString(map.get(key), "");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Map<String, Object> map, String key) {
        return map.get(key) instanceof Map<?, ?> inner ? (Map<String, Object>) inner : Map.of();
    }
}
