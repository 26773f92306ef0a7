package io.cdcpipeline.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.api.CdcPipeline;
import io.cdcpipeline.cluster.WatchedKind;
import io.cdcpipeline.plan.Names;
import io.cdcpipeline.source.DatabaseAddress;
import io.cdcpipeline.source.RealPostgres;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A database that somebody else runs: a real PostgreSQL with a role and a password. */
class ExternalSourceIT {

    private final TestCluster cluster = TestCluster.start();
    private final RealPostgres postgres = RealPostgres.running();
    private final DatabaseAddress database = postgres.newDatabase();
    private final String role = "role_" + database.database();

    @BeforeEach
    void aShop() {
        postgres.execute("postgres", "CREATE ROLE " + role + " LOGIN REPLICATION PASSWORD 'right'");
        sql("CREATE SCHEMA shop; CREATE TABLE shop.orders (id int PRIMARY KEY); GRANT USAGE ON SCHEMA shop TO " + role
                + "; GRANT SELECT ON ALL TABLES IN SCHEMA shop TO " + role);
        cluster.operator();
    }

    @AfterEach
    void end() {
        cluster.close();
    }

    @Test
    void userIsLedFromAMissingSecretToARunningPipeline() {
        given();

        reads("Secret shop-login lacks username or password: create it in namespace " + cluster.namespace());
        login("wrong");
        cluster.eventually(() ->
                assertThat(cluster.condition("shop", "SourceReady").getReason()).isEqualTo("WrongCredentials"));
        login("right");
        cluster.eventually(() ->
                assertThat(cluster.condition("shop", "SourceReady").getReason()).isEqualTo("PublicationMissing"));
        assertThat(cluster.shelf.all(WatchedKind.KAFKA)).isEmpty();
        String message = cluster.condition("shop", "SourceReady").getMessage();
        sql(message.substring(message.indexOf("CREATE PUBLICATION")));
        cluster.awaitReady("shop");
        assertThat(cluster.shelf.all(WatchedKind.STATEFUL_SET)).isEmpty();
    }

    @Test
    void specThatTheDatabaseDoesNotFitIsNotHandedToTheRunningConnector() {
        ready();
        sql("CREATE TABLE shop.late (id int PRIMARY KEY); GRANT SELECT ON shop.late TO " + role);
        var before = cluster.shelf.get(WatchedKind.CONNECTOR, "shop-source").get("spec");

        cluster.change("shop", "tables: ['shop.*', 'public.nothing']");

        cluster.eventually(() ->
                assertThat(cluster.condition("shop", "SourceReady").getReason()).isEqualTo("TablesUnpublished"));
        assertThat(cluster.shelf.get(WatchedKind.CONNECTOR, "shop-source").<Object>get("spec"))
                .isEqualTo(before);
        sql("ALTER PUBLICATION " + names().publication() + " ADD TABLE shop.late");
        cluster.awaitReady("shop");
        assertThat(cluster.shelf.get(WatchedKind.CONNECTOR, "shop-source").<Object>get("spec"))
                .isNotEqualTo(before);
    }

    @Test
    void aTableThatIsMatchedLaterIsSaidToLackItsRowsForAsLongAsThePipelineLives() {
        sql("CREATE TABLE shop.old (id int PRIMARY KEY); INSERT INTO shop.old VALUES (1); GRANT SELECT ON shop.old TO "
                + role);
        ready("shop.orders");

        sql("ALTER PUBLICATION " + names().publication() + " ADD TABLE shop.old");
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
        ready();
        postgres.execute(
                database.database(), "SELECT pg_create_logical_replication_slot('" + names().slot() + "', 'pgoutput')");
        String slot = names().slot();

        cluster.delete("shop");
        cluster.eventually(() -> assertThat(cluster.servers.slots(slot)).isZero());
        cluster.clock.pass(Duration.ofMinutes(1));
        cluster.awaitGone("shop");

        assertThat(cluster.events("shop"))
                .filteredOn(e -> e.getReason().equals("LeftBehind"))
                .singleElement()
                .satisfies(e -> assertThat(e.getNote()).contains("publication cdc_", "must be owner of publication"));
    }

    /** As on a standby: the slot is its own, the publication is not, and no waiting changes that. */
    @Test
    void endDoesNotWaitForAPublicationThatOnlyThePrimaryCanDrop() {
        ready();
        String slot = names().slot();
        postgres.execute(database.database(), "SELECT pg_create_logical_replication_slot('" + slot + "', 'pgoutput')");
        postgres.execute("postgres", "ALTER ROLE " + role + " SET default_transaction_read_only = on");

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
        ready();
        login("changed meanwhile");

        cluster.delete("shop");
        cluster.clock.pass(Duration.ofMinutes(1));
        cluster.awaitGone("shop");

        assertThat(cluster.events("shop"))
                .filteredOn(e -> e.getReason().equals("LeftBehind"))
                .extracting(Event::getNote)
                .anyMatch(note -> note.contains("pg_drop_replication_slot"));
    }

    private void ready() {
        ready("shop.*");
    }

    private void ready(String tables) {
        login("right");
        given(tables);
        sql("CREATE PUBLICATION " + names().publication() + " FOR TABLE shop.orders");
        cluster.awaitReady("shop");
    }

    private Names names() {
        return Names.of(cluster.pipeline("shop"));
    }

    private void given() {
        given("shop.*");
    }

    private void given(String tables) {
        cluster.client()
                .resource(Serialization.unmarshal(
                        """
                        apiVersion: cdcpipeline.io/v1alpha1
                        kind: CdcPipeline
                        metadata: {name: shop, namespace: %s}
                        spec:
                          source:
                            postgresql:
                              database: %s
                              external: {host: 127.0.0.1, port: %d, credentials: {secret: shop-login}}
                          tables: ["%s"]
                          lake: {volume: {size: 1Gi}}
                        """.formatted(cluster.namespace(), database.database(), database.port(), tables),
                        CdcPipeline.class))
                .create();
    }

    private void login(String password) {
        cluster.client()
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withNamespace(cluster.namespace())
                        .withName("shop-login")
                        .endMetadata()
                        .withStringData(Map.of("username", role, "password", password))
                        .build())
                .createOr(NonDeletingOperation::update);
    }

    private void reads(String message) {
        cluster.eventually(
                () -> assertThat(cluster.condition("shop", "SourceReady").getMessage())
                        .isEqualTo(message));
    }

    private void sql(String sql) {
        postgres.execute(database.database(), sql);
    }
}
