package io.cdcpipeline.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.api.CdcPipeline;
import io.cdcpipeline.plan.Names;
import io.cdcpipeline.source.DatabaseAddress;
import io.cdcpipeline.source.RealPostgres;
import io.cdcpipeline.testing.ApiServer;
import io.cdcpipeline.testing.ThirdPartyCrds;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Strimzi is uninstalled, its definitions with it, before the pipeline is deleted. */
class VanishedKindIT {

    private final TestCluster cluster = TestCluster.start();
    private final RealPostgres postgres = RealPostgres.running();
    private final DatabaseAddress database = postgres.newDatabase();

    @AfterEach
    void end() {
        cluster.close();
        ApiServer.running().install(ThirdPartyCrds.STRIMZI);
    }

    @Test
    void slotGoesWithThePipelineAllTheSame() {
        ready();
        String slot = Names.of(cluster.pipeline("shop")).slot();
        sql("SELECT pg_create_logical_replication_slot('" + slot + "', 'pgoutput')");
        cluster.eventually(
                () -> assertThat(cluster.pipeline("shop").getStatus().source().retainedWal())
                        .isNotNull());

        uninstallStrimzi();
        cluster.eventually(
                () -> assertThat(cluster.condition("shop", "ConnectReady").getReason())
                        .isEqualTo("Waiting"));
        cluster.delete("shop");

        cluster.eventually(() -> assertThat(cluster.servers.slots(slot)).isZero());
        cluster.clock.pass(Duration.ofMinutes(1));
        cluster.awaitGone("shop");
    }

    private void uninstallStrimzi() {
        var definitions = cluster.client().apiextensions().v1().customResourceDefinitions();
        definitions.list().getItems().stream()
                .filter(d -> d.getSpec().getGroup().endsWith("strimzi.io"))
                .forEach(d -> definitions.resource(d).delete());
        cluster.eventually(() -> assertThat(cluster.client().getApiResources("kafka.strimzi.io/v1"))
                .isNull());
    }

    private void ready() {
        String role = "role_" + database.database();
        postgres.execute("postgres", "CREATE ROLE " + role + " LOGIN REPLICATION PASSWORD 'right'");
        sql("CREATE SCHEMA shop; CREATE TABLE shop.orders (id int PRIMARY KEY); GRANT USAGE ON SCHEMA shop TO " + role
                + "; GRANT SELECT ON ALL TABLES IN SCHEMA shop TO " + role);
        cluster.operator();
        cluster.client()
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withNamespace(cluster.namespace())
                        .withName("shop-login")
                        .endMetadata()
                        .withStringData(Map.of("username", role, "password", "right"))
                        .build())
                .create();
        given();
        sql("CREATE PUBLICATION " + Names.of(cluster.pipeline("shop")).publication() + " FOR TABLE shop.orders");
        cluster.awaitReady("shop");
    }

    private void given() {
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
                          tables: ["shop.*"]
                          lake: {volume: {size: 1Gi}}
                        """.formatted(cluster.namespace(), database.database(), database.port()), CdcPipeline.class))
                .create();
    }

    private void sql(String sql) {
        postgres.execute(database.database(), sql);
    }
}
