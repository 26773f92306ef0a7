package io.cdcpipeline.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.api.CdcPipeline;
import io.cdcpipeline.testing.Checkout;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A database that CloudNativePG runs: a real PostgreSQL with TLS; its operator is played. The definition of its Cluster is one of
 * our own, with the fields that are read: theirs is ten thousand lines of fields that nobody reads here.
 */
class CnpgIT {

    private static final Path DEFINITION =
            Checkout.root().resolve("operator/src/test/resources/io/cdcpipeline/reconcile/cnpg-cluster-crd.yml");

    @TempDir
    Path folder;

    private final TestCluster cluster = TestCluster.start();
    private TlsPostgres database;

    @BeforeEach
    void aDatabaseOfWhichNothingIsThereYet() throws Exception {
        cluster.client()
                .resource(Serialization.unmarshal(Files.readString(DEFINITION), CustomResourceDefinition.class))
                .serverSideApply();
        database = TlsPostgres.start(folder);
        database.execute("CREATE ROLE app LOGIN PASSWORD 'secret'; CREATE TABLE public.orders (id int PRIMARY KEY);"
                + " ALTER TABLE public.orders OWNER TO app; GRANT CREATE ON DATABASE postgres TO app");
        cluster.servers.lead("shop-db-rw", database.server().getPort());
        cluster.operator();
    }

    @AfterEach
    void end() throws Exception {
        cluster.close();
        database.close();
    }

    @Test
    void userIsLedFromAMissingClusterToARunningPipeline() throws Exception {
        given();
        says(
                "Absent",
                "CloudNativePG's Cluster shop-db, which spec.source.postgresql.cnpg.cluster names, does not exist");

        cluster.shelf.create("""
                apiVersion: postgresql.cnpg.io/v1
                kind: Cluster
                metadata: {name: shop-db}
                spec: {instances: 3}
                """);
        says("Starting", "its operator has not reported yet");
        report("Setting up primary");
        says("Starting", "CloudNativePG's Cluster shop-db is not ready: Setting up primary");

        secret("shop-db-app", Map.of("username", "app", "password", "secret"));
        secret("shop-db-ca", Map.of("ca.crt", database.authority()));
        report("Cluster in healthy state");
        says("ReplicationNotPermitted", "spec.managed.roles, the role with login and replication: true");
        database.execute("ALTER ROLE app REPLICATION");
        says("PublicationMissing", "CREATE PUBLICATION");
        String message = cluster.condition("shop", "SourceReady").getMessage();
        database.execute(message.substring(message.indexOf("CREATE PUBLICATION")));
        cluster.awaitReady("shop");
        says("Ready", "synchronizeLogicalDecoding is true there");
    }

    private void given() {
        cluster.client()
                .resource(Serialization.unmarshal("""
                        apiVersion: cdcpipeline.io/v1alpha1
                        kind: CdcPipeline
                        metadata: {name: shop, namespace: %s}
                        spec:
                          source: {postgresql: {database: postgres, cnpg: {cluster: shop-db}}}
                          tables: ["public.orders"]
                          lake: {volume: {size: 1Gi}}
                        """.formatted(cluster.namespace()), CdcPipeline.class))
                .create();
    }

    private void says(String reason, String message) {
        cluster.eventually(() -> {
            assertThat(cluster.condition("shop", "SourceReady").getReason()).isEqualTo(reason);
            assertThat(cluster.condition("shop", "SourceReady").getMessage()).contains(message);
        });
    }

    /** What CloudNativePG's operator would write. */
    private void report(String phase) {
        GenericKubernetesResource there = cluster.client()
                .genericKubernetesResources("postgresql.cnpg.io/v1", "Cluster")
                .inNamespace(cluster.namespace())
                .withName("shop-db")
                .get();
        cluster.client()
                .resource(there)
                .subresource("status")
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"status\": {\"phase\": \"" + phase + "\"}}");
    }

    private void secret(String name, Map<String, String> values) {
        cluster.client()
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withNamespace(cluster.namespace())
                        .withName(name)
                        .endMetadata()
                        .withStringData(values)
                        .build())
                .create();
    }
}
