package io.cdcpipeline.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.cluster.WatchedKind;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A database that somebody else runs: a real PostgreSQL with a role and a password. */
class ExternalSourceIT {

    private final TestCluster cluster = TestCluster.start();
    private final ExternalShop shop = ExternalShop.in(cluster);

    @BeforeEach
    void start() {
        cluster.operator();
    }

    @AfterEach
    void end() {
        cluster.close();
    }

    @Test
    void userIsLedFromAMissingSecretToARunningPipeline() {
        shop.given("shop.*");

        reads("Secret shop-login lacks username or password: create it in namespace " + cluster.namespace());
        shop.login("wrong");
        cluster.eventually(() ->
                assertThat(cluster.condition("shop", "SourceReady").getReason()).isEqualTo("WrongCredentials"));
        shop.login("right");
        cluster.eventually(() ->
                assertThat(cluster.condition("shop", "SourceReady").getReason()).isEqualTo("PublicationMissing"));
        assertThat(cluster.shelf.all(WatchedKind.KAFKA)).isEmpty();
        String message = cluster.condition("shop", "SourceReady").getMessage();
        shop.sql(message.substring(message.indexOf("CREATE PUBLICATION")));
        cluster.awaitReady("shop");
        assertThat(cluster.shelf.all(WatchedKind.STATEFUL_SET)).isEmpty();
    }

    /** Its connection lives on until the server cuts it; then the password that it was started with opens nothing. */
    @Test
    void aTaskThatKnowsThePasswordOfBeforeIsStartedAnewForTheOneOfNow() {
        shop.ready("shop.*");
        var restarts = cluster.thirdParties.strimzi().restarts();
        shop.sql("ALTER ROLE " + shop.role() + " PASSWORD 'new'");
        shop.login("new");
        cluster.awaitReady("shop");
        cluster.clock.pass(Duration.ofSeconds(2));

        cluster.script.taskTrace = "org.postgresql.util.PSQLException: FATAL: password authentication failed";

        cluster.eventually(() -> assertThat(restarts).isNotEmpty().containsOnly("includeTasks,onlyFailed"));
        cluster.awaitReady("shop");
        int asked = restarts.size();
        cluster.script.taskTrace = "java.io.IOException: something else";
        cluster.eventually(() ->
                assertThat(cluster.condition("shop", "Capturing").getReason()).isEqualTo("TaskFailed"));
        assertThat(restarts).as("that is Strimzi's to restart").hasSize(asked);
    }

    @Test
    void specThatTheDatabaseDoesNotFitIsNotHandedToTheRunningConnector() {
        shop.ready("shop.*");
        shop.sql("CREATE TABLE shop.late (id int PRIMARY KEY); GRANT SELECT ON shop.late TO " + shop.role());
        var before = cluster.shelf.get(WatchedKind.CONNECTOR, "shop-source").get("spec");

        cluster.change("shop", "tables: ['shop.*', 'public.nothing']");

        cluster.eventually(() ->
                assertThat(cluster.condition("shop", "SourceReady").getReason()).isEqualTo("TablesUnpublished"));
        assertThat(cluster.shelf.get(WatchedKind.CONNECTOR, "shop-source").<Object>get("spec"))
                .isEqualTo(before);
        shop.sql("ALTER PUBLICATION " + shop.names().publication() + " ADD TABLE shop.late");
        cluster.awaitReady("shop");
        assertThat(cluster.shelf.get(WatchedKind.CONNECTOR, "shop-source").<Object>get("spec"))
                .isNotEqualTo(before);
    }

    @Test
    void aTableThatIsMatchedLaterIsSaidToLackItsRowsForAsLongAsThePipelineLives() {
        shop.sql(
                "CREATE TABLE shop.old (id int PRIMARY KEY); INSERT INTO shop.old VALUES (1); GRANT SELECT ON shop.old TO "
                        + shop.role());
        shop.ready("shop.orders");
        cluster.change("shop", "source: {snapshot: WhenNeeded}");

        shop.sql("ALTER PUBLICATION " + shop.names().publication() + " ADD TABLE shop.old");
        cluster.change("shop", "tables: ['shop.orders', 'shop.old']");

        cluster.eventually(
                () -> assertThat(cluster.condition("shop", "TablesReady").getMessage())
                        .startsWith("shop.old came to spec.tables after the snapshot"));
        cluster.eventually(() -> assertThat(cluster.events("shop")).anySatisfy(e -> {
            assertThat(e.getReason()).isEqualTo("TableNotFilled");
            assertThat(e.getNote()).startsWith("Table shop.old is captured from now on");
        }));
        cluster.change("shop", "connect: {resources: {requests: {memory: 1100Mi}}}");
        cluster.eventually(() -> assertThat(cluster.pipeline("shop").getStatus().observedGeneration())
                .isEqualTo(cluster.pipeline("shop").getMetadata().getGeneration()));
        cluster.awaitReady("shop");
        assertThat(cluster.condition("shop", "TablesReady").getMessage()).startsWith("shop.old came");
    }

    @Test
    void slotGoesWithThePipelineAndAPublicationOfOthersIsNamed() {
        shop.ready("shop.*");
        String slot = shop.createSlot();

        cluster.delete("shop");
        cluster.eventually(() -> assertThat(cluster.servers.slots(slot)).isZero());
        cluster.clock.pass(Duration.ofMinutes(1));
        cluster.awaitGone("shop");

        assertThat(cluster.events("shop"))
                .filteredOn(e -> e.getReason().equals("LeftBehind"))
                .singleElement()
                .satisfies(e -> assertThat(e.getNote()).contains("publication cdc_", "must be owner of publication"));
    }

    /** A connector that does not run, on a disk that is not the pipeline's: first it says so, then it does as it is told. */
    @Test
    void logThatIsKeptForASlotThatNobodyReadsIsWarnedOfAndGivenUpWhenTheManifestSaysSo() {
        shop.ready("shop.*");
        cluster.change("shop", "source: {postgresql: {walBudget: {size: 1Mi}}}");
        String slot = shop.createSlot();
        shop.sql("CREATE TABLE public.load AS SELECT repeat('x', 1000) FROM generate_series(1, 2000)");

        cluster.eventually(() ->
                assertThat(cluster.condition("shop", "SourceReady").getReason()).isEqualTo("WalBudgetSpent"));
        assertThat(cluster.servers.slots(slot)).isOne();
        assertThat(cluster.condition("shop", "Ready").getStatus()).isEqualTo("True");
        assertThat(cluster.condition("shop", "Ready").getMessage()).contains("more of its log than it may (1Mi)");

        cluster.change("shop", "source: {postgresql: {walBudget: {action: Release}}}");
        cluster.eventually(() -> assertThat(cluster.servers.slots(slot)).isZero());
        cluster.eventually(() ->
                assertThat(cluster.condition("shop", "SourceReady").getReason()).isEqualTo("SlotReleased"));
        cluster.eventually(() -> assertThat(cluster.events("shop"))
                .extracting(Event::getReason)
                .contains("WalBudgetSpent", "SlotReleased"));
        shop.createSlot();
        cluster.eventually(() ->
                assertThat(cluster.condition("shop", "SourceReady").getReason()).isEqualTo("Ready"));
    }

    /** As on a standby: the slot is its own, the publication is not, and no waiting changes that. */
    @Test
    void endDoesNotWaitForAPublicationThatOnlyThePrimaryCanDrop() {
        shop.ready("shop.*");
        String slot = shop.createSlot();
        shop.postgres().execute("postgres", "ALTER ROLE " + shop.role() + " SET default_transaction_read_only = on");

        cluster.delete("shop");
        cluster.awaitGone("shop");

        assertThat(cluster.servers.slots(slot)).isZero();
        assertThat(cluster.events("shop"))
                .filteredOn(e -> e.getReason().equals("LeftBehind"))
                .singleElement()
                .satisfies(e -> assertThat(e.getNote())
                        .contains("publication cdc_", "do it on the primary, DROP publication cdc_"));
    }

    @Test
    void endDoesNotWaitForADatabaseThatIsGone() {
        shop.ready("shop.*");
        shop.login("changed meanwhile");

        cluster.delete("shop");
        cluster.clock.pass(Duration.ofMinutes(1));
        cluster.awaitGone("shop");

        assertThat(cluster.events("shop"))
                .filteredOn(e -> e.getReason().equals("LeftBehind"))
                .extracting(Event::getNote)
                .anyMatch(note -> note.contains("pg_drop_replication_slot"));
    }

    private void reads(String message) {
        cluster.eventually(
                () -> assertThat(cluster.condition("shop", "SourceReady").getMessage())
                        .isEqualTo(message));
    }
}
