package io.cdcpipeline.plan.lab;

import io.cdcpipeline.api.DeletionPolicy;
import io.cdcpipeline.api.Lab;
import io.cdcpipeline.plan.Claims;
import io.cdcpipeline.plan.Component;
import io.cdcpipeline.plan.Restricted;
import io.cdcpipeline.plan.Scope;
import io.cdcpipeline.plan.SharedVolume;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;

/**
 * JupyterLab in one pod. A StatefulSet, and no Deployment: the users' work lies on a volume of one pod, which two would
 * never get to share.
 */
final class LabServer {

    /** The job's, who wrote what is read here. */
    private static final long USER_ID = 185;

    private LabServer() {}

    static StatefulSet statefulSet(Scope scope, Lab lab, LabVolumes volumes) {
        String claims = scope.spec().deletionPolicy() == DeletionPolicy.DELETE ? "Delete" : "Retain";
        return new StatefulSetBuilder()
                .withMetadata(scope.metadata(scope.names().lab(), Component.LAB))
                .withNewSpec()
                .withReplicas(1)
                .withServiceName(scope.names().lab())
                .withNewPersistentVolumeClaimRetentionPolicy()
                .withWhenDeleted(claims)
                .withWhenScaled("Retain")
                .endPersistentVolumeClaimRetentionPolicy()
                .withNewSelector()
                .withMatchLabels(scope.selector(Component.LAB))
                .endSelector()
                .withNewTemplate()
                .withNewMetadata()
                .withLabels(scope.labels(Component.LAB))
                .endMetadata()
                .withSpec(pod(scope, lab, volumes))
                .endTemplate()
                .withVolumeClaimTemplates(
                        Claims.template(LabVolumes.WORK, scope.selector(Component.LAB), lab.storage()))
                .endSpec()
                .build();
    }

    private static PodSpec pod(Scope scope, Lab lab, LabVolumes volumes) {
        return new PodSpecBuilder()
                .withAutomountServiceAccountToken(false)
                .withEnableServiceLinks(false)
                .withSecurityContext(Restricted.pod(USER_ID))
                .withAffinity(SharedVolume.besideDriver(scope).orElse(null))
                .withInitContainers(LabContainers.first(scope))
                .withContainers(LabContainers.jupyter(scope, lab, volumes.mounts()))
                .withVolumes(volumes.volumes())
                .build();
    }
}
