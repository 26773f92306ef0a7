package io.cdcpipeline.plan.source;

import io.cdcpipeline.api.ManagedPostgresql;
import io.cdcpipeline.plan.Claims;
import io.cdcpipeline.plan.Component;
import io.cdcpipeline.plan.Restricted;
import io.cdcpipeline.plan.Scope;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;

/** PostgreSQL in one pod, with its volume and its Service. */
final class DatabaseServer {

    private static final long POSTGRES_USER_ID = 999;
    /** Long enough for a checkpoint: a server that is killed has to replay its log at the next start. */
    private static final long STOP_SECONDS = 120;

    private DatabaseServer() {}

    static Service service(Scope scope) {
        return new ServiceBuilder()
                .withMetadata(scope.metadata(scope.names().database(), Component.DATABASE))
                .withNewSpec()
                .withClusterIP("None")
                .withSelector(scope.selector(Component.DATABASE))
                .addNewPort()
                .withName("postgresql")
                .withPort(Database.PORT)
                .withTargetPort(new IntOrString("postgresql"))
                .endPort()
                .endSpec()
                .build();
    }

    static StatefulSet statefulSet(Scope scope, ManagedPostgresql managed) {
        return new StatefulSetBuilder()
                .withMetadata(scope.metadata(scope.names().database(), Component.DATABASE))
                .withNewSpec()
                .withReplicas(1)
                .withServiceName(scope.names().database())
                .withNewSelector()
                .withMatchLabels(scope.selector(Component.DATABASE))
                .endSelector()
                .withNewTemplate()
                .withNewMetadata()
                .withLabels(scope.labels(Component.DATABASE))
                .endMetadata()
                .withSpec(pod(scope, managed))
                .endTemplate()
                .withVolumeClaimTemplates(
                        Claims.template(DatabaseVolumes.DATA, scope.selector(Component.DATABASE), managed.storage()))
                .endSpec()
                .build();
    }

    private static PodSpec pod(Scope scope, ManagedPostgresql managed) {
        return new PodSpecBuilder()
                .withAutomountServiceAccountToken(false)
                .withEnableServiceLinks(false)
                .withTerminationGracePeriodSeconds(STOP_SECONDS)
                .withSecurityContext(Restricted.pod(POSTGRES_USER_ID))
                .withContainers(DatabaseContainer.of(scope, managed))
                .withVolumes(DatabaseVolumes.of(scope, managed))
                .build();
    }
}
