package io.cdcpipeline.reconcile;

import io.cdcpipeline.cluster.WatchedKind;
import io.cdcpipeline.observe.ObservedResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;

/**
 * Plays Strimzi's cluster operator, which is on no package registry. It writes the statuses that Strimzi 1.2.0 writes:
 * conditions as StatusUtils.setStatusConditionAndObservedGeneration has them (Ready, or NotReady with the exception's class
 * as reason, never both), the first status of a Kafka as KafkaAssemblyOperator.initialStatus, {@code clusterId} and
 * {@code nodeIds} as KafkaPool.generateNodePoolStatus, {@code url} as KafkaConnectAssemblyOperator, and
 * {@code connectorStatus} as Connect's REST interface gave it when Strimzi last looked, which a test cannot wait for: here
 * it is the state of the first look and does not follow a task that fails later.
 */
record PlayedStrimzi(ClusterObjects shelf, Script script, PlayedServers servers, List<String> restarts) {

    private static final String READY =
            "conditions: [{type: Ready, status: 'True', lastTransitionTime: '2026-11-22T12:00:00Z'}]";

    void act(StatusView now) {
        if (script.strimziRuns) {
            now.all(WatchedKind.NODE_POOL).forEach(pool -> nodePool(pool, now));
            now.all(WatchedKind.KAFKA).forEach(this::kafka);
            now.all(WatchedKind.CONNECT).forEach(this::connect);
            now.all(WatchedKind.CONNECTOR).forEach(this::connector);
        }
    }

    private void nodePool(GenericKubernetesResource pool, StatusView now) {
        String cluster = new ObservedResource(pool).label("strimzi.io/cluster");
        if (now.find(WatchedKind.KAFKA, cluster).isPresent()) {
            // A pool of its cluster's id keeps it: NodePoolUtils.getClusterIdIfSet finds the volumes again by it.
            shelf.status(
                    WatchedKind.NODE_POOL,
                    pool,
                    "{nodeIds: [0], clusterId: %s, roles: [controller, broker], replicas: 1, observedGeneration: %d}"
                            .formatted(clusterId(pool), pool.getMetadata().getGeneration()));
            String claim = "data-0-" + cluster + "-" + pool.getMetadata().getName() + "-0";
            if (now.find(WatchedKind.CLAIM, claim).isEmpty()) {
                shelf.create(
                        """
                        apiVersion: v1
                        kind: PersistentVolumeClaim
                        metadata:
                          name: %s
                          labels:
                            cdcpipeline.io/pipeline: %s
                            app.kubernetes.io/managed-by: strimzi-cluster-operator
                            strimzi.io/cluster: %s
                        spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
                        """.formatted(claim, new ObservedResource(pool).label("cdcpipeline.io/pipeline"), cluster));
            }
            broker(pool, now);
        }
    }

    /** Its StrimziPodSet, which the pool owns (KafkaPool.fromCrd), is left out: the pool owns the pod. */
    private void broker(GenericKubernetesResource pool, StatusView now) {
        String cluster = new ObservedResource(pool).label("strimzi.io/cluster");
        String name = cluster + "-" + pool.getMetadata().getName() + "-0";
        if (pool.getMetadata().getDeletionTimestamp() == null
                && now.find(WatchedKind.POD, name).isEmpty()) {
            shelf.create("""
                    apiVersion: v1
                    kind: Pod
                    metadata:
                      name: %s
                      labels:
                        cdcpipeline.io/pipeline: %s
                        app.kubernetes.io/managed-by: strimzi-cluster-operator
                        strimzi.io/cluster: %s
                      ownerReferences:
                      - {apiVersion: kafka.strimzi.io/v1, kind: KafkaNodePool, name: %s, uid: %s}
                    spec: {containers: [{name: kafka, image: kafka}]}
                    """.formatted(
                            name,
                            new ObservedResource(pool).label("cdcpipeline.io/pipeline"),
                            cluster,
                            pool.getMetadata().getName(),
                            pool.getMetadata().getUid()));
        }
        now.find(WatchedKind.POD, name).ifPresent(pod -> shelf.status(WatchedKind.POD, pod, brokerStatus()));
    }

    /** As kubelet has it between two starts of a container that ends. */
    private String brokerStatus() {
        return script.brokerCrashes ? """
                {phase: Running, conditions: [{type: Ready, status: 'False', reason: ContainersNotReady}],
                 containerStatuses: [{name: kafka, image: kafka, imageID: '', ready: false, restartCount: 2,
                   state: {waiting: {reason: CrashLoopBackOff}}, lastState: {terminated: {exitCode: 1, reason: Error}}}]}
                """ : "{phase: Running, conditions: [{type: Ready, status: 'True'}]}";
    }

    private static String clusterId(GenericKubernetesResource pool) {
        String known = new ObservedResource(pool).text("status", "clusterId");
        return known.isEmpty() ? "id-of-" + pool.getMetadata().getUid() : known;
    }

    private void kafka(GenericKubernetesResource kafka) {
        if (!new ObservedResource(kafka).hasStatus()) {
            shelf.status(WatchedKind.KAFKA, kafka, """
                    conditions:
                    - {type: NotReady, status: 'True', reason: Creating, message: Kafka cluster is being deployed}
                    """);
        } else if (script.kafkaTrouble != null) {
            shelf.status(WatchedKind.KAFKA, kafka, notReady(kafka, "InvalidResourceException", script.kafkaTrouble));
        } else {
            shelf.status(
                    WatchedKind.KAFKA,
                    kafka,
                    "{%s, clusterId: abc, kafkaVersion: 4.3.1, observedGeneration: %d}"
                            .formatted(READY, kafka.getMetadata().getGeneration()));
        }
    }

    private void connect(GenericKubernetesResource connect) {
        String name = connect.getMetadata().getName();
        shelf.status(
                WatchedKind.CONNECT,
                connect,
                "{%s, replicas: 1, url: 'http://%s-connect-api.%s.svc:8083', observedGeneration: %d}"
                        .formatted(
                                READY,
                                name,
                                shelf.namespace(),
                                connect.getMetadata().getGeneration()));
    }

    private void connector(GenericKubernetesResource connector) {
        if (new ObservedResource(connector).annotation("strimzi.io/restart") != null) {
            restart(connector);
            return;
        }
        if (script.connectorTrouble != null) {
            shelf.status(
                    WatchedKind.CONNECTOR,
                    connector,
                    notReady(connector, "ConnectRestException", script.connectorTrouble));
            return;
        }
        boolean stopped = new ObservedResource(connector).text("spec", "state").equals("stopped");
        if (!stopped) {
            servers.slotOf(
                    new ObservedResource(connector).text("spec", "config", "slot.name"),
                    new ObservedResource(connector).text("spec", "config", "database.dbname"));
        }
        shelf.status(WatchedKind.CONNECTOR, connector, """
                {%s, observedGeneration: %d, tasksMax: 1, topics: [],
                 connectorStatus: {name: %s, type: source, connector: {state: %s, worker_id: 'w:8083'}, tasks: %s}}
                """.formatted(
                        READY,
                        connector.getMetadata().getGeneration(),
                        connector.getMetadata().getName(),
                        stopped ? "STOPPED" : "RUNNING",
                        stopped ? "[]" : "[{id: 0, state: RUNNING, worker_id: 'w:8083'}]"));
    }

    /** AbstractConnectOperator: it takes the annotation away when Connect has restarted the connector. */
    private void restart(GenericKubernetesResource connector) {
        restarts.add(new ObservedResource(connector).annotation("strimzi.io/restart"));
        script.taskTrace = "";
        shelf.edit(
                WatchedKind.CONNECTOR,
                connector.getMetadata().getName(),
                "{\"metadata\": {\"annotations\": {\"strimzi.io/restart\": null}}}");
    }

    private static String notReady(GenericKubernetesResource resource, String reason, String message) {
        return """
                {conditions: [{type: NotReady, status: 'True', reason: %s, message: %s}], observedGeneration: %d}
                """.formatted(
                reason, Serialization.asJson(message), resource.getMetadata().getGeneration());
    }
}
