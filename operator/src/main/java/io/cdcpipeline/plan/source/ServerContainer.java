package io.cdcpipeline.plan.source;

import io.cdcpipeline.plan.Restricted;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import java.util.List;

/** What the containers of all database servers have in common. */
final class ServerContainer {

    private ServerContainer() {}

    /**
     * @param name its own, and its port's
     * @param start the script among {@link DatabaseVolumes#SCRIPTS_PATH the scripts} that starts it
     * @param ready the command that ends well when the server takes connections
     */
    static ContainerBuilder builder(String name, int port, String start, List<String> ready) {
        return new ContainerBuilder()
                .withName(name)
                .withImagePullPolicy("IfNotPresent")
                .withCommand("bash", DatabaseVolumes.SCRIPTS_PATH + "/" + start)
                .addNewPort()
                .withName(name)
                .withContainerPort(port)
                .endPort()
                .withSecurityContext(Restricted.container())
                // The first start may run much of the user's SQL: an hour, then the pod starts over.
                .withStartupProbe(probe(ready, 5, 720))
                .withLivenessProbe(probe(ready, 10, 6))
                .withReadinessProbe(probe(ready, 5, 3));
    }

    private static Probe probe(List<String> ready, int period, int failures) {
        return new ProbeBuilder()
                .withNewExec()
                .withCommand(ready)
                .endExec()
                .withPeriodSeconds(period)
                .withTimeoutSeconds(5)
                .withFailureThreshold(failures)
                .build();
    }
}
