package io.cdcpipeline.plan;

import io.cdcpipeline.api.LakeVolume;
import io.cdcpipeline.plan.apply.DriverAccess;
import io.cdcpipeline.plan.apply.SparkJob;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.AffinityBuilder;
import java.util.Optional;

/** A lake on a volume that one node at a time can mount, with others than the driver that mount it too. */
public final class SharedVolume {

    private SharedVolume() {}

    /** Executors go where the driver is. An existing claim may be of a kind that all nodes mount: no rule for that. */
    public static Optional<Affinity> affinity(Scope scope) {
        return DriverAccess.runsAlone(scope) ? Optional.empty() : besideDriver(scope);
    }

    /** Whatever else mounts it goes there, too. */
    public static Optional<Affinity> besideDriver(Scope scope) {
        LakeVolume volume = scope.spec().lake().volume();
        if (volume == null || volume.claim() != null) {
            return Optional.empty();
        }
        return Optional.of(new AffinityBuilder()
                .withNewPodAffinity()
                .addNewRequiredDuringSchedulingIgnoredDuringExecution()
                .withNewLabelSelector()
                .withMatchLabels(scope.selector(Component.APPLY))
                .addToMatchLabels(SparkJob.ROLE_LABEL, SparkJob.DRIVER)
                .endLabelSelector()
                .withTopologyKey("kubernetes.io/hostname")
                .endRequiredDuringSchedulingIgnoredDuringExecution()
                .endPodAffinity()
                .build());
    }
}
