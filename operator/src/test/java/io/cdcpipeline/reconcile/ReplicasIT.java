package io.cdcpipeline.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.cluster.WatchedKind;
import io.cdcpipeline.observe.ObservedResource;
import io.cdcpipeline.operator.CdcOperator;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** More than one operator, at once or one after the other. */
class ReplicasIT {

    private final TestCluster cluster = TestCluster.start();

    @AfterEach
    void end() {
        cluster.close();
    }

    @Test
    void oneReplicaLeadsAndTheOtherFollowsIt() {
        CdcOperator one = replica("one");
        cluster.eventually(() -> assertThat(one.leads()).isTrue());
        CdcOperator two = replica("two");
        cluster.given("shop");
        cluster.awaitReady("shop");

        assertThat(two.leads()).isFalse();
        assertThat(reconciliations(two)).isZero();
        // Not even the databases hear of a replica that stands by.
        assertThat(writes(two)).isEqualTo(1.0);

        one.close();
        cluster.eventually(() -> assertThat(two.leads()).isTrue());
        cluster.change("shop", "job: {trigger: 3s}");
        cluster.eventually(() -> assertThat(cluster.pipeline("shop").getStatus().observedGeneration())
                .isEqualTo(2));
        assertThat(cluster.fatal()).isEmpty();
    }

    @Test
    void replicaThatLosesItsLeaseEnds() {
        CdcOperator one = replica("one");
        cluster.eventually(() -> assertThat(one.leads()).isTrue());

        cluster.client()
                .leases()
                .inNamespace(ShippedRole.NAMESPACE)
                .withName(CdcOperator.LEASE)
                // Names no version of the lease: the holder renews it meanwhile.
                .patch(PatchContext.of(PatchType.JSON_MERGE), takenOver());

        cluster.eventually(() -> assertThat(cluster.fatal()).containsExactly("one"));
        assertThat(one.leads()).isFalse();
        cluster.client()
                .leases()
                .inNamespace(ShippedRole.NAMESPACE)
                .withName(CdcOperator.LEASE)
                .delete();
    }

    @Test
    void operatorThatIsRestartedHalfWayGoesOnWhereItWas() {
        CdcOperator first = cluster.operator();
        cluster.script.strimziRuns = false;
        cluster.given("shop");
        cluster.awaitStage("shop", "Kafka");
        Map<String, String> password = password();
        first.close();

        cluster.script.strimziRuns = true;
        cluster.operator();

        cluster.awaitReady("shop");
        assertThat(password()).isEqualTo(password);
    }

    @Test
    void twoOperatorsThatRaceDrawOnePassword() {
        cluster.operator();
        cluster.operator();
        for (int round = 0; round < 3; round++) {
            String owner = "shop" + round + "-db-owner";
            cluster.given("shop" + round);
            cluster.eventually(() ->
                    assertThat(cluster.shelf.find(WatchedKind.SECRET, owner)).isPresent());
            Map<String, String> drawn =
                    new ObservedResource(cluster.shelf.get(WatchedKind.SECRET, owner)).texts("data");
            cluster.awaitReady("shop" + round);
            assertThat(new ObservedResource(cluster.shelf.get(WatchedKind.SECRET, owner)).texts("data"))
                    .isEqualTo(drawn);
        }
    }

    private static String takenOver() {
        String now = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSXXX")
                .withZone(ZoneOffset.UTC)
                .format(Instant.now());
        return "{\"spec\": {\"holderIdentity\": \"somebody-else\", \"renewTime\": \"%s\"}}".formatted(now);
    }

    private CdcOperator replica(String name) {
        return cluster.operator(cluster.config(Set.of(cluster.namespace()), ShippedRole.NAMESPACE, name));
    }

    private Map<String, String> password() {
        return new ObservedResource(cluster.shelf.get(WatchedKind.SECRET, "shop-db-owner")).texts("data");
    }

    private static double reconciliations(CdcOperator operator) {
        return operator.registry().find("operator.sdk.reconciliations.started").counters().stream()
                .mapToDouble(c -> c.count())
                .sum();
    }

    /** The review of its own rights, with which JOSDK begins an election, is a POST. */
    private static double writes(CdcOperator operator) {
        return operator.registry().find("cdc.operator.api.requests").counters().stream()
                .filter(c -> !c.getId().getTag("method").matches("GET|WATCH"))
                .mapToDouble(c -> c.count())
                .sum();
    }
}
