package io.cdcpipeline.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.api.CdcPipeline;
import io.cdcpipeline.api.SourceStatus;
import io.cdcpipeline.cluster.WatchedKind;
import io.cdcpipeline.plan.Names;
import io.cdcpipeline.testing.RealMariaDb;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A real MariaDB, one that somebody else runs and one that plays the pipeline's own. */
class MariaDbPipelineIT {

    private final TestCluster cluster = TestCluster.start();
    private final RealMariaDb server = RealMariaDb.start();

    @BeforeEach
    void start() {
        server.execute(
                "CREATE DATABASE shop",
                "CREATE TABLE shop.orders (id int PRIMARY KEY)",
                "CREATE USER cdc@'%' IDENTIFIED BY 'right'",
                "GRANT SELECT, RELOAD ON *.* TO cdc@'%'");
        cluster.operator();
    }

    @AfterEach
    void end() {
        cluster.close();
        server.close();
    }

    @Test
    void userIsLedToARunningPipelineAndToldWhatIsPurged() {
        login();
        given("{external: {host: 127.0.0.1, port: %d, credentials: {secret: shop-login}}}".formatted(server.port()));

        cluster.eventually(() ->
                assertThat(cluster.condition("shop", "SourceReady").getReason()).isEqualTo("GrantsMissing"));
        assertThat(cluster.shelf.all(WatchedKind.KAFKA)).isEmpty();
        String message = cluster.condition("shop", "SourceReady").getMessage();
        server.execute(message.substring(message.indexOf("GRANT ")));
        cluster.awaitReady("shop");
        assertThat(cluster.shelf.all(WatchedKind.STATEFUL_SET)).isEmpty();
        CdcPipeline pipeline = cluster.pipeline("shop");
        assertThat(pipeline.getStatus().source())
                .isEqualTo(new SourceStatus(
                        "127.0.0.1:" + server.port(),
                        null,
                        null,
                        null,
                        Names.of(pipeline).serverId()));

        cluster.script.gtids = "0-1-1";
        cluster.eventually(() -> {
            server.execute("FLUSH BINARY LOGS", "PURGE BINARY LOGS BEFORE now() + INTERVAL 1 DAY");
            assertThat(cluster.condition("shop", "SourceReady").getMessage())
                    .contains("purged", "read up to 0-1-1", "copies all tables anew");
        });
        cluster.delete("shop");
        cluster.awaitGone("shop");
    }

    @Test
    void itsOwnIsReadyAsItsScriptsMakeItAndAWrongPasswordIsToldWithTheWayOut() {
        cluster.script.databaseStarts = false;
        cluster.servers.lead("shop-db", server.port());
        given("{managed: {database: shop}}");
        cluster.eventually(() -> server.execute(
                "CREATE OR REPLACE USER cdc_replication@'%' IDENTIFIED BY '" + password() + "'",
                "GRANT RELOAD, PROCESS, REPLICATION SLAVE, BINLOG MONITOR ON *.* TO cdc_replication@'%'",
                "GRANT SELECT ON shop.* TO cdc_replication@'%'"));
        cluster.script.databaseStarts = true;
        cluster.awaitReady("shop");
        assertThat(cluster.pipeline("shop").getStatus().source().endpoint())
                .isEqualTo("shop-db." + cluster.namespace() + ".svc:3306");

        server.execute("ALTER USER cdc_replication@'%' IDENTIFIED BY 'by hand'");
        cluster.eventually(() -> assertThat(
                        cluster.condition("shop", "SourceReady").getMessage())
                .contains("Secret shop-db-replication does not hold the role's password", "scripts/passwords.sh"));

        server.execute("ALTER USER cdc_replication@'%' IDENTIFIED BY '" + password() + "'");
        cluster.awaitReady("shop");
    }

    /** Of the user that reads changes. */
    private String password() {
        String encoded = cluster.client()
                .secrets()
                .inNamespace(cluster.namespace())
                .withName("shop-db-replication")
                .get()
                .getData()
                .get("password");
        return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
    }

    private void login() {
        cluster.client()
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withNamespace(cluster.namespace())
                        .withName("shop-login")
                        .endMetadata()
                        .withStringData(Map.of("username", "cdc", "password", "right"))
                        .build())
                .create();
    }

    private void given(String mariadb) {
        cluster.client()
                .resource(Serialization.unmarshal("""
                        apiVersion: cdcpipeline.io/v1alpha1
                        kind: CdcPipeline
                        metadata: {name: shop, namespace: %s}
                        spec:
                          source:
                            mariadb: %s
                          tables: ["shop.*"]
                          lake: {volume: {size: 1Gi}}
                        """.formatted(cluster.namespace(), mariadb), CdcPipeline.class))
                .create();
    }
}
