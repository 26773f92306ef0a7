package io.cdcpipeline.reconcile;

import io.cdcpipeline.api.CdcPipeline;
import io.cdcpipeline.plan.Names;
import io.cdcpipeline.source.DatabaseAddress;
import io.cdcpipeline.source.RealPostgres;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;

/** A database that somebody else runs, on a real PostgreSQL, with a role and a password; the pipeline {@code shop} of it. */
record ExternalShop(TestCluster cluster, RealPostgres postgres, DatabaseAddress database, String role) {

    static ExternalShop in(TestCluster cluster) {
        RealPostgres postgres = RealPostgres.running();
        DatabaseAddress database = postgres.newDatabase();
        ExternalShop shop = new ExternalShop(cluster, postgres, database, "role_" + database.database());
        postgres.execute("postgres", "CREATE ROLE " + shop.role + " LOGIN REPLICATION PASSWORD 'right'");
        shop.sql("CREATE SCHEMA shop; CREATE TABLE shop.orders (id int PRIMARY KEY); GRANT USAGE ON SCHEMA shop TO "
                + shop.role + "; GRANT SELECT ON ALL TABLES IN SCHEMA shop TO " + shop.role);
        return shop;
    }

    /** Returns when the pipeline is ready. */
    void ready(String tables) {
        login("right");
        given(tables);
        sql("CREATE PUBLICATION " + names().publication() + " FOR TABLE shop.orders");
        cluster.awaitReady("shop");
    }

    Names names() {
        return Names.of(cluster.pipeline("shop"));
    }

    void given(String tables) {
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

    void login(String password) {
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

    /** What a connector that starts does. */
    String createSlot() {
        String slot = names().slot();
        sql("SELECT pg_create_logical_replication_slot('" + slot + "', 'pgoutput')");
        return slot;
    }

    void sql(String sql) {
        postgres.execute(database.database(), sql);
    }
}
