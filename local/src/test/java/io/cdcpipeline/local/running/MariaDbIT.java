package io.cdcpipeline.local.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.cli.CommandLineRun;
import io.cdcpipeline.testing.RealMariaDb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Somebody's MariaDB: examined before anything starts there, then its rows stand in the lake. */
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock(SharedPipeline.FOURTH)
class MariaDbIT {

    private static final String ORDERS = "SELECT id, amount, took, state FROM shop.orders ORDER BY id";

    private RealMariaDb server;

    @TempDir
    private Path folder;

    @BeforeEach
    void aShop() {
        server = RealMariaDb.start();
        server.execute(
                "CREATE DATABASE shop",
                "CREATE TABLE shop.orders (id bigint unsigned PRIMARY KEY, amount decimal(38,20), took time(3),"
                        + " state enum('new','paid')) ENGINE = InnoDB",
                "INSERT INTO shop.orders VALUES (18446744073709551615, 123456789012345678.12345678901234567890,"
                        + " '-838:59:59', 'new'), (7, 1, '00:00:01.5', 'paid')",
                "CREATE USER cdc@'%' IDENTIFIED BY 's3cret'",
                "GRANT SELECT ON shop.* TO cdc@'%'");
    }

    @AfterEach
    void isGone() {
        server.close();
    }

    @Test
    void whatIsMissingIsToldBeforeAnythingStarts() throws Exception {
        server.execute("SET GLOBAL binlog_row_image = 'MINIMAL'");

        CommandLineRun refused = CommandLineRun.of(
                "up",
                manifest().toString(),
                "--detach",
                "--dir",
                folder.resolve("no").toString());

        assertThat(refused.code()).isNotZero();
        assertThat(refused.errors().lines())
                .anySatisfy(line -> assertThat(line).contains("SET GLOBAL binlog_row_image = 'FULL'"))
                .anySatisfy(line ->
                        assertThat(line).contains("GRANT REPLICATION SLAVE, BINLOG MONITOR ON *.* TO 'cdc'@'%'"));
    }

    @Test
    void rowsStandInTheLakeAfterARestartToo() throws Exception {
        server.execute("GRANT REPLICATION SLAVE, BINLOG MONITOR, RELOAD ON *.* TO cdc@'%'");
        TestPipeline pipeline = TestPipeline.start(folder, manifest());
        try (pipeline) {
            assertThat(pipeline.lake(ORDERS))
                    .containsExactly(
                            "7|1.00000000000000000000|00:00:01.500|paid",
                            "18446744073709551615|123456789012345678.12345678901234567890|-838:59:59.000|new");
            server.execute(
                    "INSERT INTO shop.orders VALUES (8, 2, NULL, NULL)",
                    "UPDATE shop.orders SET state = 'paid', id = 9 WHERE id = 18446744073709551615",
                    "DELETE FROM shop.orders WHERE id = 7");
            assertThat(pipeline.lake("SELECT id, state FROM shop.orders ORDER BY id"))
                    .containsExactly("8|∅", "9|paid");
            whatIsSaidOfIt(pipeline);

            pipeline.cdc("down");
            server.execute(
                    "INSERT INTO shop.orders VALUES (10, 3, '00:00:00', 'new')",
                    "DELETE FROM shop.orders WHERE id = 8");
            pipeline.up();
            assertThat(pipeline.lake("SELECT id FROM shop.orders ORDER BY id")).containsExactly("9", "10");
        }
    }

    private static void whatIsSaidOfIt(TestPipeline pipeline) throws Exception {
        assertThat(pipeline.cdc("status").output()).contains("BINARY LOG", "CONFIRMED", "0-1-");
        assertThat(pipeline.cdc("verify").output()).contains("shop.orders: equal, 2 rows");
        assertThat(pipeline.cdc("snapshot", "shop.orders").output()).contains("shop.orders: 2 rows");
        assertThat(pipeline.lake("SELECT id, state FROM shop.orders ORDER BY id"))
                .containsExactly("8|∅", "9|paid");
        assertThat(pipeline.cdc("psql", "SELECT 1").errors()).contains("mariadb --host=127.0.0.1");
    }

    private Path manifest() throws IOException {
        return Files.writeString(folder.resolve("shop.yaml"), """
                apiVersion: cdcpipeline.io/v1alpha1
                kind: CdcPipeline
                metadata: {name: shop}
                spec:
                  source:
                    mariadb:
                      external:
                        host: 127.0.0.1
                        port: %d
                        credentials: {secret: login}
                  tables: ["shop.*"]
                  lake: {volume: {size: 1Gi}}
                ---
                apiVersion: v1
                kind: Secret
                metadata: {name: login}
                stringData: {username: cdc, password: s3cret}
                """.formatted(server.port()));
    }
}
