package io.cdcpipeline.plan.source;

import io.cdcpipeline.api.Storage;
import io.cdcpipeline.plan.Claims;
import io.cdcpipeline.plan.Component;
import io.cdcpipeline.plan.Restricted;
import io.cdcpipeline.plan.Scope;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import java.util.List;

/** A database server in one pod, with its volume and its Service. */
final class DatabaseServer {

    /** Of both images. */
    private static final long USER_ID = 999;
    /** Long enough for a checkpoint: a server that is killed has to replay its log at the next start. */
    private static final long STOP_SECONDS = 120;

    private DatabaseServer() {}

    /**
     * What runs in the pod.
     *
     * @param container whose one port, and it, are called alike
     */
    record Server(Component component, Container container, List<Volume> volumes, Storage storage) {

        String name() {
            return container.getName();
        }

        int port() {
            return container.getPorts().get(0).getContainerPort();
        }
    }

    static Service service(Scope scope, Server server) {
        return new ServiceBuilder()
                .withMetadata(scope.metadata(scope.names().database(), server.component()))
                .withNewSpec()
                .withClusterIP("None")
                .withSelector(scope.selector(server.component()))
                .addNewPort()
                .withName(server.name())
                .withPort(server.port())
                .withTargetPort(new IntOrString(server.name()))
                .endPort()
                .endSpec()
                .build();
    }

    static StatefulSet statefulSet(Scope scope, Server server) {
        return new StatefulSetBuilder()
                .withMetadata(scope.metadata(scope.names().database(), server.component()))
                .withNewSpec()
                .withReplicas(1)
                .withServiceName(scope.names().database())
                .withNewSelector()
                .withMatchLabels(scope.selector(server.component()))
                .endSelector()
                .withNewTemplate()
                .withNewMetadata()
                .withLabels(scope.labels(server.component()))
                .endMetadata()
                .withSpec(pod(server))
                .endTemplate()
                .withVolumeClaimTemplates(
                        Claims.template(DatabaseVolumes.DATA, scope.selector(server.component()), server.storage()))
                .endSpec()
                .build();
    }

    private static PodSpec pod(Server server) {
        return new PodSpecBuilder()
                .withAutomountServiceAccountToken(false)
                .withEnableServiceLinks(false)
                .withTerminationGracePeriodSeconds(STOP_SECONDS)
                .withSecurityContext(Restricted.pod(USER_ID))
                .withContainers(server.container())
                .withVolumes(server.volumes())
                .build();
    }
}
