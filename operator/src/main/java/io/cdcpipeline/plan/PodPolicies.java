package io.cdcpipeline.plan;

import io.cdcpipeline.api.NetworkPolicies;
import io.cdcpipeline.plan.apply.DriverAccess;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRuleBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeerBuilder;
import io.strimzi.api.ResourceLabels;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who may connect to the pipeline's pods, where the spec closes them: a policy for each component but Kafka, which Strimzi
 * closes. What the pods connect to themselves is not restricted: databases and object stores have host names, of which a
 * policy knows nothing. See docs/decisions/0047-network-policies.md.
 */
public record PodPolicies(Scope scope, NetworkPolicies asked) {

    private static final int CONNECT_REST = 8083;
    private static final int STRIMZI_METRICS = 9404;

    /** Empty where nobody asked for any. */
    public static Optional<PodPolicies> of(Scope scope) {
        return Optional.ofNullable(scope.spec().networkPolicies()).map(asked -> new PodPolicies(scope, asked));
    }

    /** Connect, job and lab read it, and the operator asks it. */
    public NetworkPolicy database(Component component, int port) {
        return policy(
                scope.metadata(scope.names().database(), component),
                scope.selector(component),
                List.of(rule(port, asked.database(), pods(scope.mark()), operator())));
    }

    /**
     * Strimzi's own policy, and the operator beside, whom that shuts out. It says what Strimzi's says too, for where the
     * cluster has Strimzi make none, this one would shut out Strimzi.
     */
    public NetworkPolicy connect() {
        Map<String, String> workers = Map.of(
                ResourceLabels.STRIMZI_CLUSTER_LABEL,
                scope.names().connect(),
                ResourceLabels.STRIMZI_KIND_LABEL,
                "KafkaConnect");
        return policy(
                scope.metadata(scope.names().connect() + "-rest", Component.CONNECT),
                workers,
                List.of(
                        rule(CONNECT_REST, List.of(), pods(workers), strimzi(), operator()),
                        rule(STRIMZI_METRICS, asked.metrics())));
    }

    /** The operator and the lab ask the driver how it is, at the port that has the metrics too. */
    public NetworkPolicy job(int statusPort) {
        List<NetworkPolicyPeer> asking = new ArrayList<>(List.of(operator()));
        if (scope.spec().lab() != null) {
            asking.add(pods(scope.selector(Component.LAB)));
        }
        Map<String, String> job = scope.selector(Component.APPLY);
        return policy(
                scope.metadata(scope.names().apply(), Component.APPLY),
                job,
                List.of(
                        rule(statusPort, asked.metrics(), asking.toArray(NetworkPolicyPeer[]::new)),
                        // Driver and executors fetch from each other, at ports that they draw.
                        DriverAccess.runsAlone(scope) ? nobody() : anyPort(pods(job))));
    }

    public NetworkPolicy lab(int port) {
        return policy(
                scope.metadata(scope.names().lab(), Component.LAB),
                scope.selector(Component.LAB),
                List.of(rule(port, asked.lab())));
    }

    private static NetworkPolicy policy(
            ObjectMeta metadata, Map<String, String> pods, List<Optional<NetworkPolicyIngressRule>> rules) {
        return new NetworkPolicyBuilder()
                .withMetadata(metadata)
                .withNewSpec()
                .withPolicyTypes("Ingress")
                .withNewPodSelector()
                .withMatchLabels(pods)
                .endPodSelector()
                .withIngress(rules.stream().flatMap(Optional::stream).toList())
                .endSpec()
                .build();
    }

    /** Empty without anybody: a rule that names nobody would admit all. */
    private static Optional<NetworkPolicyIngressRule> rule(
            int port, List<NetworkPolicyPeer> listed, NetworkPolicyPeer... always) {
        List<NetworkPolicyPeer> from = new ArrayList<>(List.of(always));
        from.addAll(listed);
        return from.isEmpty()
                ? nobody()
                : Optional.of(new NetworkPolicyIngressRuleBuilder()
                        .addNewPort()
                        .withProtocol("TCP")
                        .withPort(new IntOrString(port))
                        .endPort()
                        .withFrom(from)
                        .build());
    }

    private static Optional<NetworkPolicyIngressRule> anyPort(NetworkPolicyPeer from) {
        return Optional.of(new NetworkPolicyIngressRuleBuilder().withFrom(from).build());
    }

    private static Optional<NetworkPolicyIngressRule> nobody() {
        return Optional.empty();
    }

    private NetworkPolicyPeer operator() {
        return new NetworkPolicyPeerBuilder(pods(Map.of("app.kubernetes.io/name", Labels.OPERATOR)))
                .withNewNamespaceSelector()
                .addToMatchLabels(
                        "kubernetes.io/metadata.name", scope.settings().operatorNamespace())
                .endNamespaceSelector()
                .build();
    }

    /** Wherever it is: as its own policies have it by default. */
    private static NetworkPolicyPeer strimzi() {
        return new NetworkPolicyPeerBuilder(pods(Map.of(ResourceLabels.STRIMZI_KIND_LABEL, "cluster-operator")))
                .withNewNamespaceSelector()
                .endNamespaceSelector()
                .build();
    }

    private static NetworkPolicyPeer pods(Map<String, String> labels) {
        return new NetworkPolicyPeerBuilder()
                .withNewPodSelector()
                .withMatchLabels(labels)
                .endPodSelector()
                .build();
    }
}
