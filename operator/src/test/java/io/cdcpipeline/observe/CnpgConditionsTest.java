package io.cdcpipeline.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.api.CloudNativePg;
import io.cdcpipeline.source.ObservedSlot;
import io.cdcpipeline.source.ObservedSource;
import io.cdcpipeline.source.Problem;
import io.cdcpipeline.source.Refusal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is said of a database that CloudNativePG runs. */
class CnpgConditionsTest {

    private static final CloudNativePg SHOP = new CloudNativePg("shop-db", null, null);
    private static final ObservedSource FIT = new ObservedSource.Seen(List.of(), List.of(), new ObservedSlot.Absent());
    private static final ObservedSource AWAY =
            new ObservedSource.Unreachable(Refusal.UNREACHABLE, "shop-db-rw:5432: connection refused");
    private static final String HEALTHY = "status: {phase: Cluster in healthy state}";

    @Test
    void nobodyWaitsForTheDatabaseOfAClusterThatIsNotThere() {
        assertThat(CnpgConditions.of(SHOP, Optional.empty(), AWAY).reason()).isEqualTo("Absent");
        assertThat(read("metadata: {name: shop-db, deletionTimestamp: '2026-11-30T08:00:00Z'}\nspec: {}", FIT)
                        .reason())
                .isEqualTo("Leaving");
    }

    @Test
    void clusterThatIsAtWorkSaysWhyTheDatabaseDoesNotAnswer() {
        StageCondition condition = read("status: {phase: Failing over, phaseReason: shop-db-1 is gone}", AWAY);

        assertThat(condition)
                .isEqualTo(new StageCondition.Waiting(
                        "Starting", "CloudNativePG's Cluster shop-db is not ready: Failing over (shop-db-1 is gone)"));
        assertThat(read(HEALTHY, AWAY).reason()).isEqualTo("Unreachable");
        assertThat(read("status: {phase: Switchover in progress}", FIT).ready())
                .as("it answers all the same")
                .isTrue();
    }

    @Test
    void switchoverThatWouldLoseTheSlotIsSaidBeforeItHappens() {
        assertThat(read("spec: {instances: 3}\n" + HEALTHY, FIT).message())
                .contains("the slot is lost", "spec.replicationSlots.highAvailability.synchronizeLogicalDecoding");
        String copies =
                "spec: {instances: 3, replicationSlots: {highAvailability: {synchronizeLogicalDecoding: true}}}\n";
        assertThat(read(copies + HEALTHY, FIT).message()).isEqualTo("The database can be captured");
        assertThat(read("spec: {instances: 1}\n" + HEALTHY, FIT).message()).isEqualTo("The database can be captured");
    }

    @Test
    void secretsThatTheClusterNamesOtherwiseAreTold() {
        var missing = new ObservedSource.Unreachable(Refusal.NO_CREDENTIALS, "Secret shop-db-app lacks username");
        String named = "spec: {bootstrap: {initdb: {secret: {name: mine}}}, certificates: {serverCASecret: company}}\n";

        assertThat(read(named + HEALTHY, missing).message())
                .contains("is mine: name it in spec.source.postgresql.cnpg.credentials.secret")
                .contains("is in company: name it in spec.source.postgresql.cnpg.caSecret");
        assertThat(read(HEALTHY, missing).message()).isEqualTo("Secret shop-db-app lacks username");
    }

    @Test
    void rightIsGivenInTheClusterAndNotInItsDatabase() {
        var problem = new Problem("ReplicationNotPermitted", "Role app may not replicate", false);
        var seen = new ObservedSource.Seen(List.of(problem), List.of(), new ObservedSlot.Absent());

        assertThat(read(HEALTHY, seen))
                .isEqualTo(new StageCondition.Failed(
                        "ReplicationNotPermitted",
                        "Role app may not replicate. Or in Cluster shop-db, spec.managed.roles, the role with login and"
                                + " replication: true"));
    }

    private static StageCondition read(String cluster, ObservedSource observed) {
        String metadata = cluster.contains("metadata:") ? "" : "metadata: {name: shop-db}\n";
        return CnpgConditions.of(SHOP, Optional.of(Shapes.yaml("kind: Cluster\n" + metadata + cluster)), observed);
    }
}
