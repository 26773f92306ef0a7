package io.cdcpipeline.standin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;

/** {@code KafkaConnectAssemblyOperator}: the workers, then the connectors, then the status. */
record Connects(ApiServer api, HttpClient http) {

    private static final String USE_CONNECTOR_RESOURCES = "strimzi.io/use-connector-resources";

    Connects(ApiServer api) {
        this(
                api,
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(Duration.ofSeconds(5))
                        .build());
    }

    /** @return whether there is nothing left to wait for */
    boolean reconcile(StrimziResource connect, List<StrimziResource> connectors, boolean periodic) {
        ConnectResources resources = new ConnectResources(connect);
        api.apply(resources.all());
        if (!api.rolledOut(connect.namespace(), resources.name())) {
            return false;
        }
        ObjectNode status = Status.ready(connect);
        if (resources.replicas() > 0 && connect.annotated(USE_CONNECTOR_RESOURCES)) {
            ConnectRest rest = new ConnectRest(http, api.address(connect.namespace(), resources.name() + "-api"));
            status.set("connectorPlugins", rest.plugins());
            new Connectors(api, rest).reconcile(connectors, periodic || !connect.readyNow());
        }
        status.put(
                "url",
                "http://" + resources.name() + "-api." + connect.namespace() + ".svc:" + ConnectResources.REST_PORT);
        status.put("replicas", resources.replicas());
        status.put(
                "labelSelector",
                "strimzi.io/cluster=" + connect.name() + ",strimzi.io/kind=KafkaConnect,strimzi.io/name="
                        + resources.name());
        api.status(connect, status);
        return true;
    }

    /** {@code KafkaConnectAssemblyOperator.noConnectCluster}. */
    void orphan(StrimziResource connector) {
        String message = "KafkaConnect resource '" + connector.cluster() + "' identified by label 'strimzi.io/cluster'"
                + " does not exist in namespace " + connector.namespace() + ".";
        api.status(connector, Status.notReady(connector, "NoSuchResourceException", message));
    }
}
