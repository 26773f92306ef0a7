package io.cdcpipeline.plan.lab;

import io.cdcpipeline.api.Lab;
import io.cdcpipeline.api.ManagedPostgresql;
import io.cdcpipeline.plan.DefaultResources;
import io.cdcpipeline.plan.MountedSecret;
import io.cdcpipeline.plan.Restricted;
import io.cdcpipeline.plan.Scope;
import io.cdcpipeline.plan.Volumes;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.util.List;
import java.util.Objects;

/** The lab's containers: one that makes the notebooks' role in a managed database, then JupyterLab. */
final class LabContainers {

    private LabContainers() {}

    static List<Container> first(Scope scope) {
        ManagedPostgresql managed = scope.spec().source().postgresql().managed();
        return managed == null ? List.of() : List.of(role(scope, managed));
    }

    /** As the database's superuser, whose password JupyterLab's own container never sees. */
    private static Container role(Scope scope, ManagedPostgresql managed) {
        String database = scope.spec().source().postgresql().database();
        return new ContainerBuilder()
                .withName("role")
                .withImage(scope.settings().images().postgresql() + ":" + managed.version())
                .withImagePullPolicy("IfNotPresent")
                .withCommand(
                        "bash",
                        "-c",
                        "PGPASSWORD=$(< " + LabVolumes.SUPERUSER_PATH + "/" + MountedSecret.PASSWORD
                                + ") exec psql -X -q -f " + LabVolumes.PIPELINE_PATH + "/" + LabConfig.ROLE)
                .withEnv(
                        new EnvVar("PGDATABASE", database, null),
                        new EnvVar("PGHOST", scope.host(scope.names().database()), null),
                        new EnvVar("PGUSER", "postgres", null))
                .withResources(new DefaultResources("10m", "32Mi", null).or(null))
                .withSecurityContext(Restricted.container())
                .withVolumeMounts(
                        Volumes.readOnly(LabVolumes.PIPELINE, LabVolumes.PIPELINE_PATH),
                        Volumes.readOnly(LabVolumes.SUPERUSER, LabVolumes.SUPERUSER_PATH),
                        Volumes.readOnly(LabVolumes.DATABASE, LabVolumes.DATABASE_PATH))
                .build();
    }

    static Container jupyter(Scope scope, Lab lab, List<VolumeMount> mounts) {
        return new ContainerBuilder()
                .withName("lab")
                .withImage(Objects.requireNonNullElse(
                        lab.image(), scope.settings().images().lab()))
                .withImagePullPolicy("IfNotPresent")
                .withEnv(
                        new EnvVar("CDC_LAB_PIPELINE", LabVolumes.PIPELINE_PATH, null),
                        new EnvVar("HOME", LabVolumes.WORK_PATH, null),
                        new EnvVar("JUPYTER_TOKEN_FILE", LabVolumes.TOKEN_PATH + "/" + LabResources.TOKEN, null))
                .addNewPort()
                .withName(LabResources.PORT_NAME)
                .withContainerPort(LabResources.PORT)
                .endPort()
                .withResources(DefaultResources.LAB.or(lab.resources()))
                .withSecurityContext(Restricted.container())
                .withStartupProbe(probe(5, 60))
                .withLivenessProbe(probe(20, 6))
                .withReadinessProbe(probe(5, 3))
                .withVolumeMounts(mounts)
                .build();
    }

    /** What it answers without a token. */
    private static Probe probe(int period, int failures) {
        return new ProbeBuilder()
                .withNewHttpGet()
                .withPath("/api")
                .withNewPort(LabResources.PORT_NAME)
                .endHttpGet()
                .withPeriodSeconds(period)
                .withTimeoutSeconds(5)
                .withFailureThreshold(failures)
                .build();
    }
}
