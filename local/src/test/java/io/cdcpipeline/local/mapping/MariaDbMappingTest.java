package io.cdcpipeline.local.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cdcpipeline.local.Installation;
import io.cdcpipeline.local.LocalException;
import io.cdcpipeline.local.home.Binlog;
import io.cdcpipeline.local.home.Endpoints;
import io.cdcpipeline.local.home.PipelineHome;
import io.cdcpipeline.local.home.SourceTls;
import io.cdcpipeline.local.source.OnlyPostgresql;
import io.cdcpipeline.manifest.ManifestReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MariaDbMappingTest {

    private static final String MANIFEST = """
            apiVersion: cdcpipeline.io/v1alpha1
            kind: CdcPipeline
            metadata: {name: shop}
            spec:
              source:
                mariadb:
                  serverId: 4242
                  external:
                    host: db.example.com
                    credentials: {secret: login}
                    tls: {mode: Require, caSecret: ca}
              tables: ["shop.*"]
              lake: {volume: {size: 1Gi}}
            ---
            apiVersion: v1
            kind: Secret
            metadata: {name: login}
            stringData: {username: reader, password: geheim}
            ---
            apiVersion: v1
            kind: Secret
            metadata: {name: ca}
            stringData: {ca.crt: PEM}
            """;

    @TempDir
    Path folder;

    private PipelineHome home;

    @BeforeEach
    void makeHome() {
        home = PipelineHome.of(folder.resolve("home"));
        home.create();
    }

    @Test
    void theConnectorIsAPluginInAFolderOfItsOwn() throws IOException {
        Path plugin = plugin();

        Map<String, String> worker = map().stack().connect().worker();

        assertThat(Path.of(worker.get("plugin.path")).resolve("connect-mariadb"))
                .isSymbolicLink();
        assertThat(Path.of(worker.get("plugin.path")).resolve("connect-mariadb").toRealPath())
                .isEqualTo(plugin.toRealPath());
        // As at the next start, when it is there already.
        assertThat(map().stack().connect().worker()).containsKey("plugin.path");
    }

    /** A service of another version would be found by the plugin, and be no subtype of its own interface. */
    @Test
    void whatThePluginBringsInAnotherVersionIsNotOnItsWorkersClassPath() throws IOException {
        Path target = Files.createDirectories(folder.resolve("local/target"));
        Files.writeString(
                target.resolve("cli.classpath"),
                "/m/connect-api-4.3.1.jar:/m/debezium-api-3.7.0.Final.jar:/r/connect.jar:/r/connect-events.jar:"
                        + "/m/mariadb-java-client-3.5.9.jar:/m/connect-runtime-4.3.1.jar\n");

        assertThat(new Installation(folder).pluginStackClassPath().split(":"))
                .containsExactly(
                        target.resolve("local.jar").toString(),
                        "/m/connect-api-4.3.1.jar",
                        "/m/connect-runtime-4.3.1.jar");
    }

    @Test
    void aPluginThatIsNotBuiltIsToldWithTheWayOut() {
        assertThatThrownBy(this::map)
                .isInstanceOf(LocalException.class)
                .hasMessageContaining("connect-mariadb")
                .hasMessageContaining("run ./cdc");
    }

    @Test
    void theServerIsReachedWhereTheManifestSaysAndRunsNowhereHere() throws IOException {
        plugin();

        LocalPlan plan = map();

        Endpoints endpoints = plan.endpoints();
        assertThat(plan.stack().postgres()).isNull();
        assertThat(endpoints.jdbcUrl())
                .isEqualTo("jdbc:mariadb://db.example.com:3306/?sslMode=trust&serverSslCert="
                        + home.run().resolve("mounts/connect/database-ca/ca.crt"));
        assertThat(endpoints.address()).isEqualTo("db.example.com:3306");
        assertThat(endpoints.external()).isTrue();
        assertThat(endpoints.user()).isEqualTo("reader");
        assertThat(endpoints.binlog()).isEqualTo(new Binlog(4242, true, "shop-source"));
        assertThat(endpoints.tls()).extracting(SourceTls::mode).isEqualTo("require");
    }

    @Test
    void whatWorksWithPostgresqlOnlyIsRefusedByName() throws IOException {
        plugin();
        Endpoints endpoints = map().endpoints();

        assertThatThrownBy(() -> OnlyPostgresql.require(endpoints, "cdc verify", "read both sides"))
                .isInstanceOf(LocalException.class)
                .hasMessage("cdc verify works with PostgreSQL only so far, and the source of this pipeline is MariaDB:"
                        + " read both sides.");
    }

    private Path plugin() throws IOException {
        return Files.createDirectories(folder.resolve("connect-mariadb/target/plugin"));
    }

    private LocalPlan map() {
        return new LocalMapping(new Installation(folder), home).map(ManifestReader.parse(MANIFEST));
    }
}
