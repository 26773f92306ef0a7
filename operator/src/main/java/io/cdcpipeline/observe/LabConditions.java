package io.cdcpipeline.observe;

import io.cdcpipeline.api.LabStatus;
import java.util.List;
import java.util.Optional;

/** Whether JupyterLab answers. */
public final class LabConditions {

    private LabConditions() {}

    /**
     * @param statefulSet empty when it does not exist yet
     * @param objectStore where the lake is in one: its credentials are Hadoop's options, which the notebooks' readers do
     *     not know
     */
    public static StageCondition of(
            Optional<ObservedResource> statefulSet, List<ObservedResource> pods, LabStatus lab, boolean objectStore) {
        if (statefulSet.isEmpty()) {
            return new StageCondition.Waiting("Waiting", "The lab starts when the pipeline runs");
        }
        if (!Rollout.complete(statefulSet.get())) {
            return PodProblem.in(pods)
                    .orElseGet(() -> new StageCondition.Waiting("Starting", "JupyterLab is starting"));
        }
        String how = "Open it: " + lab.open() + "; its token: " + lab.token();
        return objectStore
                ? new StageCondition.Ready(
                        "LakeNotReached",
                        how
                                + ". It is not given the object store's credentials: cells that read the lake's tables fail")
                : new StageCondition.Ready("Ready", how);
    }
}
