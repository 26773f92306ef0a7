package io.cdcpipeline.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.api.CdcOperationStatus;
import io.cdcpipeline.api.CdcPipeline;
import io.cdcpipeline.cluster.WatchedKind;
import io.cdcpipeline.operator.CdcOperator;
import io.cdcpipeline.plan.Planner;
import io.cdcpipeline.plan.Settings;
import io.cdcpipeline.source.DatabaseAddress;
import io.cdcpipeline.source.RealPostgres;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The shipped role is exactly what the operator uses. Every test runs under it, and one whose right is missing fails here
 * by the refusal; a right that nobody uses fails here too.
 */
class OperatorRoleIT {

    private final TestCluster cluster = TestCluster.start();

    @AfterEach
    void end() {
        cluster.close();
    }

    @Test
    void operatorUsesEveryRightThatItHasAndIsRefusedNone() {
        CdcOperator operator =
                cluster.operator(cluster.config(Set.of(cluster.namespace()), ShippedRole.NAMESPACE, "sole"));
        cluster.eventually(() -> assertThat(operator.leads()).isTrue());
        aLifeWithExecutorsAndOneWithTheOtherRunner();
        troubleTwice();
        aSharedKafkaAndAnExternalDatabase();
        aDatabaseOfCloudNativePg();
        operator.close();

        Set<String> granted =
                new TreeSet<>(rights(ShippedRole.clusterRole(cluster.client()).getRules()));
        granted.addAll(rights(ShippedRole.ownRole(cluster.client()).getRules()));
        Set<String> needed = UsedRights.ALL.used();
        needed.removeIf(right -> right.startsWith("authorization.k8s.io/"));
        needed.addAll(toChangeOwners(needed));
        needed.addAll(handedToDrivers());
        assertThat(UsedRights.ALL.refused()).as("refused").isEmpty();
        assertThat(granted).isEqualTo(needed);
    }

    private void aLifeWithExecutorsAndOneWithTheOtherRunner() {
        cluster.given("shop", "deletionPolicy: Delete", "job: {executors: {count: 1}}", "networkPolicies: {}");
        cluster.awaitReady("shop");
        operations();
        assertThat(cluster.shelf.all(WatchedKind.NETWORK_POLICY)).hasSize(3);
        cluster.change("shop", "{job: {executors: {count: 0}}, networkPolicies: null}");
        cluster.eventually(() -> assertThat(cluster.shelf.all(WatchedKind.ROLE)).isEmpty());
        cluster.eventually(
                () -> assertThat(cluster.shelf.all(WatchedKind.NETWORK_POLICY)).isEmpty());
        cluster.given("stock", "job: {runner: Apache}");
        cluster.eventually(() ->
                assertThat(cluster.shelf.all(WatchedKind.APACHE_APPLICATION)).hasSize(1));
        cluster.change("stock", "suspend: true");
        cluster.eventually(() ->
                assertThat(cluster.shelf.all(WatchedKind.APACHE_APPLICATION)).isEmpty());
        cluster.delete("stock");
        cluster.awaitGone("stock");
        cluster.given("stock", "job: {runner: Apache}"); // takes up what was retained
        cluster.eventually(() ->
                assertThat(cluster.shelf.all(WatchedKind.APACHE_APPLICATION)).hasSize(1));
    }

    private void operations() {
        cluster.operation("fill", "{pipeline: shop, ttlAfterFinished: 0s, snapshot: {tables: [shop.orders]}}");
        cluster.operation("restart", "{pipeline: shop, ttlAfterFinished: 0s, restart: {stage: Capture}}");
        cluster.eventually(() -> assertThat(cluster.servers.control.end("Snapshot", true, "5 rows"))
                .isTrue());
        cluster.eventually(() -> assertThat(cluster.operation("fill")).isNull());
        cluster.eventually(() -> assertThat(cluster.operation("restart")).isNull());
        cluster.operation("driver", "{pipeline: shop, restart: {stage: Apply}}");
        cluster.eventually(() -> assertThat(cluster.operation("driver").getStatus())
                .isNotNull()
                .extracting(CdcOperationStatus::phase)
                .isEqualTo("Succeeded"));
        cluster.awaitReady("shop");
    }

    private void troubleTwice() {
        for (int i = 0; i < 2; i++) {
            cluster.script.kafkaTrouble = "no";
            cluster.awaitStage("shop", "Kafka");
            cluster.script.kafkaTrouble = null;
            cluster.awaitReady("shop");
        }
        cluster.delete("shop");
        cluster.awaitGone("shop");
    }

    private void aSharedKafkaAndAnExternalDatabase() {
        DatabaseAddress database = RealPostgres.running().newDatabase();
        cluster.client()
                .resource(Serialization.unmarshal(
                        """
                        apiVersion: cdcpipeline.io/v1alpha1
                        kind: CdcPipeline
                        metadata: {name: other, namespace: %s}
                        spec:
                          source:
                            postgresql:
                              database: %s
                              external: {host: 127.0.0.1, port: %d, credentials: {secret: nobody}}
                          tables: ["shop.*"]
                          broker: {strimzi: {cluster: shared}}
                          lake: {volume: {size: 1Gi}}
                        """.formatted(cluster.namespace(), database.database(), database.port()), CdcPipeline.class))
                .create();
        cluster.eventually(
                () -> assertThat(cluster.condition("other", "SourceReady").getReason())
                        .isEqualTo("NoCredentials"));
        cluster.delete("other");
        cluster.awaitGone("other");
    }

    private void aDatabaseOfCloudNativePg() {
        cluster.client()
                .resource(Serialization.unmarshal("""
                        apiVersion: cdcpipeline.io/v1alpha1
                        kind: CdcPipeline
                        metadata: {name: third, namespace: %s}
                        spec:
                          source: {postgresql: {database: app, cnpg: {cluster: nobodys}}}
                          tables: ["shop.*"]
                          lake: {volume: {size: 1Gi}}
                        """.formatted(cluster.namespace()), CdcPipeline.class))
                .create();
        cluster.eventually(
                () -> assertThat(cluster.condition("third", "SourceReady").getReason())
                        .isEqualTo("Absent"));
    }

    /** The API server asks for these itself when an owner reference changes, so no request shows them: HandEditIT does. */
    private static Set<String> toChangeOwners(Set<String> used) {
        return used.stream()
                .filter(right -> right.endsWith(" create"))
                .filter(right -> !right.startsWith("events.k8s.io/") && !right.startsWith("coordination.k8s.io/"))
                .map(right -> right.replace(" create", " delete"))
                .collect(Collectors.toSet());
    }

    /** Nobody can give a right that he does not have. */
    private Set<String> handedToDrivers() {
        CdcPipeline pipeline = Serialization.unmarshal("""
                metadata: {name: x, namespace: x}
                spec:
                  source: {postgresql: {database: x, managed: {}}}
                  tables: ["x.*"]
                  lake: {volume: {size: 1Gi}}
                  job: {executors: {count: 1}}
                """, CdcPipeline.class);
        List<PolicyRule> rules = new ArrayList<>();
        Planner.plan(pipeline, Settings.defaults())
                .resources()
                .filter(Role.class::isInstance)
                .forEach(role -> rules.addAll(((Role) role).getRules()));
        return rights(rules);
    }

    private static Set<String> rights(List<PolicyRule> rules) {
        var rights = new TreeSet<String>();
        rules.forEach(
                rule -> rule.getApiGroups().forEach(group -> rule.getResources().forEach(resource -> rule.getVerbs()
                        .forEach(verb -> rights.add(group + "/" + resource + " " + verb)))));
        return rights;
    }
}
