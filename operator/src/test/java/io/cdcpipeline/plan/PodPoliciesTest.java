package io.cdcpipeline.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.strimzi.KafkaConnect;
import io.cdcpipeline.testing.Checkout;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Given a closed pipeline, when pods connect to each other, then a network that keeps to its policies admits these and no others. */
class PodPoliciesTest {

    private static final int POSTGRESQL = 5432;
    private static final int STATUS = 8090;
    private static final int JUPYTER = 8888;
    private static final int REST = 8083;
    private static final int METRICS = 9404;
    private static final int SHUFFLE = 41234;

    private static final Pod STRANGER = new Pod("shop", Map.of("app", "stranger"));
    private static final Pod STRIMZI = new Pod("strimzi", Map.of("strimzi.io/kind", "cluster-operator"));
    private static final Pod PROMETHEUS = new Pod("monitoring", Map.of("app.kubernetes.io/name", "prometheus"));
    private static final Pod SHOP = new Pod("shop", Map.of("app", "shop"));

    private static final String EVERYTHING = "job: {runner: %s, executors: {count: 1}}, lab: {}, networkPolicies: {%s}";

    private final Pod operator = operator();

    @ParameterizedTest
    @ValueSource(strings = {"Kubeflow", "Apache"})
    void whatThePipelineNeedsIsAdmitted(String runner) {
        Network closed = new Network(plan("p", EVERYTHING.formatted(runner, "")));
        Pod driver = closed.driver();
        Pod executor = closed.executor();

        assertThat(closed.admits(closed.connect(), closed.database(), POSTGRESQL))
                .isTrue();
        assertThat(closed.admits(driver, closed.database(), POSTGRESQL)).isTrue();
        assertThat(closed.admits(executor, closed.database(), POSTGRESQL)).isTrue();
        assertThat(closed.admits(closed.lab(), closed.database(), POSTGRESQL)).isTrue();
        assertThat(closed.admits(operator, closed.database(), POSTGRESQL)).isTrue();
        assertThat(closed.admits(driver, executor, SHUFFLE)).isTrue();
        assertThat(closed.admits(executor, driver, SHUFFLE)).isTrue();
        assertThat(closed.admits(closed.lab(), driver, STATUS)).isTrue();
        assertThat(closed.admits(operator, driver, STATUS)).isTrue();
        assertThat(closed.admits(operator, closed.connect(), REST)).isTrue();
        assertThat(closed.admits(STRIMZI, closed.connect(), REST)).isTrue();
        assertThat(closed.admits(closed.connect(), closed.connect(), REST)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Kubeflow", "Apache"})
    void nobodyElseIs(String runner) {
        Network closed = new Network(plan("p", EVERYTHING.formatted(runner, "")));
        Network other = new Network(plan("other", EVERYTHING.formatted(runner, "")));

        for (Pod from : List.of(STRANGER, SHOP, PROMETHEUS, other.connect(), other.driver(), other.lab())) {
            assertThat(closed.admits(from, closed.database(), POSTGRESQL)).isFalse();
            assertThat(closed.admits(from, closed.driver(), STATUS)).isFalse();
            assertThat(closed.admits(from, closed.driver(), SHUFFLE)).isFalse();
            assertThat(closed.admits(from, closed.executor(), SHUFFLE)).isFalse();
            assertThat(closed.admits(from, closed.connect(), REST)).isFalse();
            assertThat(closed.admits(from, closed.connect(), METRICS)).isFalse();
            assertThat(closed.admits(from, closed.lab(), JUPYTER)).isFalse();
        }
        assertThat(closed.admits(closed.lab(), closed.connect(), REST)).isFalse();
        assertThat(closed.admits(closed.lab(), closed.driver(), SHUFFLE)).isFalse();
    }

    @Test
    void whoIsListedReachesThatAndNothingBeside() {
        Network closed = new Network(
                plan(
                        "p",
                        EVERYTHING.formatted(
                                "Kubeflow",
                                "database: [{podSelector: {matchLabels: {app: shop}}}],"
                                        + " lab: [{podSelector: {matchLabels: {app: stranger}}}],"
                                        + " metrics: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: monitoring}}}]")));

        assertThat(closed.admits(SHOP, closed.database(), POSTGRESQL)).isTrue();
        assertThat(closed.admits(SHOP, closed.database(), SHUFFLE)).isFalse();
        assertThat(closed.admits(SHOP, closed.driver(), STATUS)).isFalse();
        assertThat(closed.admits(STRANGER, closed.lab(), JUPYTER)).isTrue();
        assertThat(closed.admits(STRANGER, closed.database(), POSTGRESQL)).isFalse();
        assertThat(closed.admits(PROMETHEUS, closed.driver(), STATUS)).isTrue();
        assertThat(closed.admits(PROMETHEUS, closed.connect(), METRICS)).isTrue();
        assertThat(closed.admits(PROMETHEUS, closed.connect(), REST)).isFalse();
        assertThat(closed.admits(PROMETHEUS, closed.database(), POSTGRESQL)).isFalse();
    }

    @Test
    void whoOnlyLooksLikeTheOperatorIsNot() {
        Network closed = new Network(plan("p", EVERYTHING.formatted("Kubeflow", "")));
        Pod impostor = new Pod("shop", operator.labels());

        assertThat(closed.admits(impostor, closed.database(), POSTGRESQL)).isFalse();
        assertThat(closed.admits(impostor, closed.connect(), REST)).isFalse();
    }

    @Test
    void aDriverAloneTalksToNoOtherPodOfTheJob() {
        Network closed = new Network(plan("p", "networkPolicies: {}"));

        assertThat(closed.admits(closed.driver(), closed.driver(), SHUFFLE)).isFalse();
        assertThat(closed.admits(operator, closed.driver(), STATUS)).isTrue();
    }

    @Test
    void aPodIsNeverOpenBeforeItsPolicyIsThere() {
        Plan plan = plan("p", EVERYTHING.formatted("Kubeflow", ""));

        assertThat(plan.stage(StageName.SOURCE).resources().get(0)).isInstanceOf(NetworkPolicy.class);
        assertThat(plan.stage(StageName.CAPTURE).resources().get(0)).isInstanceOf(NetworkPolicy.class);
        assertThat(plan.stage(StageName.APPLY).resources().get(0)).isInstanceOf(NetworkPolicy.class);
        assertThat(plan.lab().orElseThrow().resources().get(0)).isInstanceOf(NetworkPolicy.class);
    }

    @Test
    void withoutTheFieldThereAreNone() {
        assertThat(plan("p", "lab: {}").resources()).noneMatch(NetworkPolicy.class::isInstance);
    }

    private static Plan plan(String name, String overrides) {
        return Planner.plan(Samples.accepted("""
                        apiVersion: cdcpipeline.io/v1alpha1
                        kind: CdcPipeline
                        metadata: {name: %s}
                        spec:
                          {source: {postgresql: {database: d, managed: {}}}, tables: ["a.*"], lake: {volume: {size: 1Gi}}, %s}
                        """.formatted(name, overrides)), Settings.defaults());
    }

    private static Pod operator() {
        try {
            Deployment shipped = Serialization.unmarshal(
                    Files.readString(Checkout.root().resolve("k8s/operator/deployment.yaml")), Deployment.class);
            return new Pod(
                    Settings.defaults().operatorNamespace(),
                    shipped.getSpec().getTemplate().getMetadata().getLabels());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Pod(String namespace, Map<String, String> labels) {

        Pod with(String label, String value) {
            Map<String, String> more = new HashMap<>(labels);
            more.put(label, value);
            return new Pod(namespace, more);
        }
    }

    /** A plan's pods, as their controllers make them, and what its policies say of them. */
    private record Network(Plan plan) {

        boolean admits(Pod from, Pod to, int port) {
            List<NetworkPolicy> closing = plan.resources()
                    .filter(NetworkPolicy.class::isInstance)
                    .map(NetworkPolicy.class::cast)
                    .filter(policy -> has(to.labels(), policy.getSpec().getPodSelector()))
                    .toList();
            assertThat(closing).as("policies of " + to).isNotEmpty();
            return closing.stream()
                    .flatMap(policy -> policy.getSpec().getIngress().stream())
                    .filter(rule -> rule.getPorts().isEmpty()
                            || rule.getPorts().stream()
                                    .anyMatch(open -> open.getPort().getIntVal() == port))
                    .anyMatch(rule ->
                            rule.getFrom().isEmpty() || rule.getFrom().stream().anyMatch(peer -> isOf(from, peer)));
        }

        private static boolean isOf(Pod from, NetworkPolicyPeer peer) {
            boolean there = peer.getNamespaceSelector() == null
                    ? from.namespace().equals("shop")
                    : has(Map.of("kubernetes.io/metadata.name", from.namespace()), peer.getNamespaceSelector());
            return there && (peer.getPodSelector() == null || has(from.labels(), peer.getPodSelector()));
        }

        private static boolean has(Map<String, String> labels, LabelSelector selector) {
            return labels.entrySet().containsAll(selector.getMatchLabels().entrySet());
        }

        Pod database() {
            return ofStatefulSet("-db");
        }

        Pod lab() {
            return ofStatefulSet("-lab");
        }

        private Pod ofStatefulSet(String name) {
            return one(
                    StatefulSet.class,
                    name,
                    set -> set.getSpec().getTemplate().getMetadata().getLabels());
        }

        Pod connect() {
            Pod worker = one(KafkaConnect.class, "-connect", connect -> connect.getSpec()
                    .getTemplate()
                    .getPod()
                    .getMetadata()
                    .getLabels());
            String cluster = worker.labels().get(Labels.PIPELINE) + "-connect";
            return worker.with("strimzi.io/cluster", cluster)
                    .with("strimzi.io/kind", "KafkaConnect")
                    .with("strimzi.io/name", cluster + "-connect");
        }

        Pod driver() {
            return ofSpark("driver").with("spark-role", "driver");
        }

        Pod executor() {
            return ofSpark("executor").with("spark-role", "executor");
        }

        private Pod ofSpark(String role) {
            return one(GenericKubernetesResource.class, "-apply", spark -> {
                Map<String, String> kubeflow = spark.get("spec", role, "labels");
                return kubeflow != null
                        ? kubeflow
                        : spark.get("spec", role + "Spec", "podTemplateSpec", "metadata", "labels");
            });
        }

        private <T extends HasMetadata> Pod one(Class<T> type, String name, Function<T, Map<String, String>> labels) {
            return plan.resources()
                    .filter(type::isInstance)
                    .map(type::cast)
                    .filter(resource -> resource.getMetadata().getName().endsWith(name))
                    .map(resource -> new Pod("shop", labels.apply(resource)))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
