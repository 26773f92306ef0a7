package io.cdcpipeline.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;

/** Has Strimzi start a connector anew, by an annotation that Strimzi takes away when it has done so. */
public enum ConnectorRestart {
    /** Strimzi's "true" restarts the connector without its tasks, which do all of Debezium's work. */
    WITH_TASKS("includeTasks"),
    WHAT_FAILED("includeTasks,onlyFailed");

    public static final String ANNOTATION = "strimzi.io/restart";

    private final String value;

    ConnectorRestart(String value) {
        this.value = value;
    }

    /** @throws io.fabric8.kubernetes.client.KubernetesClientException if the server refuses that */
    public void ask(KubernetesClient client, String namespace, String connector) {
        client.genericKubernetesResources(WatchedKind.CONNECTOR.apiVersion(), WatchedKind.CONNECTOR.kind())
                .inNamespace(namespace)
                .withName(connector)
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"metadata\": {\"annotations\": {\"" + ANNOTATION + "\": \"" + value + "\"}}}");
    }
}
