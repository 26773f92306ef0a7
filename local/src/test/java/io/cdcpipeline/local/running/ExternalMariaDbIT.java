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

/** Somebody's MariaDB is examined before anything starts. What follows is as in {@link MariaDbIT}, whose server is the pipeline's own. */
@Execution(ExecutionMode.CONCURRENT)
class ExternalMariaDbIT {

    private RealMariaDb server;

    @TempDir
    private Path folder;

    @BeforeEach
    void aShop() {
        server = RealMariaDb.start();
        server.execute(
                "CREATE DATABASE shop",
                "CREATE TABLE shop.orders (id int PRIMARY KEY) ENGINE = InnoDB",
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
