package io.cdcpipeline.observe;

/**
 * How far a StatefulSet of one pod is. Its pod of before is ready while the controller has not seen a new spec, and between
 * that and the pod's end: only the revisions tell that it is the pod of this spec.
 */
final class Rollout {

    private Rollout() {}

    /** A pod runs and is ready, of whatever spec. */
    static boolean running(ObservedResource statefulSet) {
        Long ready = statefulSet.number("status", "readyReplicas");
        return ready != null && ready > 0 && !statefulSet.leaving();
    }

    /** The pod that runs is that of the spec as it is now. */
    static boolean complete(ObservedResource statefulSet) {
        return running(statefulSet)
                && statefulSet.upToDate()
                && statefulSet.text("status", "currentRevision").equals(statefulSet.text("status", "updateRevision"));
    }
}
