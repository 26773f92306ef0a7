package io.cdcpipeline.observe;

import io.cdcpipeline.api.LabStatus;
import java.util.List;
import java.util.Optional;

/** Whether JupyterLab answers. */
public final class LabConditions {

    private LabConditions() {}

    /**
     * @param statefulSet empty when it does not exist yet
     * @param reachesLake whether the notebooks' readers can open what the lake is in
     */
    public static StageCondition of(
            Optional<ObservedResource> statefulSet, List<ObservedResource> pods, LabStatus lab, boolean reachesLake) {
        if (statefulSet.isEmpty()) {
            return new StageCondition.Waiting("Waiting", "The lab starts when the pipeline runs");
        }
        if (!Rollout.complete(statefulSet.get())) {
            return PodProblem.in(pods)
                    .orElseGet(() -> new StageCondition.Waiting("Starting", "JupyterLab is starting"));
        }
        String how = "Open it: " + lab.open() + "; its token: " + lab.token();
        return reachesLake
                ? new StageCondition.Ready("Ready", how)
                : new StageCondition.Ready(
                        "LakeNotReached",
                        how
                                + ". Of object stores its readers open S3 (s3a:) alone: cells that read the lake's tables fail");
    }
}
