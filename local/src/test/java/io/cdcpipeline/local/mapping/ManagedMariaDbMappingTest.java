package io.cdcpipeline.local.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cdcpipeline.local.Installation;
import io.cdcpipeline.local.LocalException;
import io.cdcpipeline.local.home.Endpoints;
import io.cdcpipeline.local.home.PipelineHome;
import io.cdcpipeline.local.stack.MariaDbPrograms;
import io.cdcpipeline.local.stack.MariaDbSpec;
import io.cdcpipeline.manifest.ManifestReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** The server of the system's package, as a manifest with {@code managed} has it run. */
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class ManagedMariaDbMappingTest {

    @TempDir
    private Path folder;

    private PipelineHome home;

    @BeforeEach
    void layOut() throws IOException {
        home = PipelineHome.of(folder.resolve("home"));
        home.create();
        Files.createDirectories(folder.resolve("connect-mariadb/target/plugin"));
        System.setProperty(MariaDbPrograms.PROPERTY, folder.resolve("usr").toString());
    }

    @AfterEach
    void forget() {
        System.clearProperty(MariaDbPrograms.PROPERTY);
    }

    @Test
    void theServerGetsTheArgumentsOfThePlanAndAFolderOfThePipelines() throws IOException {
        packageIsInstalled();

        MariaDbSpec server = map().stack().mariadb();

        assertThat(server.folder()).isEqualTo(home.dir().resolve("mariadb").toString());
        assertThat(server.database()).isEqualTo("shop");
        assertThat(server.arguments())
                .contains("--log-bin=binlog", "--binlog-format=ROW", "--binlog-row-image=FULL", "--sync-binlog=1")
                .noneMatch(argument -> argument.startsWith("--datadir"));
        assertThat(server.userScripts())
                .extracting(script -> Path.of(script).getFileName().toString())
                .containsExactly("10-tables.sql", "20-rows.sql");
        assertThat(server.owner().user()).isEqualTo("app");
        assertThat(server.passwords().values()).allMatch(file -> Files.exists(Path.of(file)));
    }

    @Test
    void itIsReachedAsItsOwnerWhereItListens() throws IOException {
        packageIsInstalled();

        LocalPlan plan = map();

        Endpoints endpoints = plan.endpoints();
        assertThat(endpoints.jdbcUrl())
                .isEqualTo("jdbc:mariadb://127.0.0.1:" + plan.stack().mariadb().port() + "/");
        assertThat(endpoints.external()).isFalse();
        assertThat(endpoints.user()).isEqualTo("app");
        assertThat(plan.stack().connect().connectors().get(0).config())
                .containsEntry("database.hostname", "127.0.0.1")
                .containsEntry(
                        "database.port", Integer.toString(plan.stack().mariadb().port()));
    }

    @Test
    void noPasswordStandsInWhatTheStackIsStartedWith() throws IOException {
        packageIsInstalled();
        LocalPlan plan = map();

        Path file = folder.resolve("stack.json");
        plan.stack().write(file);

        assertThat(file).content().doesNotContain(password("owner"), password("superuser"), password("replication"));
    }

    private String password(String role) throws IOException {
        return Files.readString(home.secrets().resolve("shop-db-" + role).resolve("password"))
                .strip();
    }

    @Test
    void aMachineWithoutThePackageIsToldHowToGetIt() {
        assertThatThrownBy(this::map)
                .isInstanceOf(LocalException.class)
                .hasMessageContaining("apt-get install mariadb-server")
                .hasMessageContaining("spec.source.mariadb.external");
    }

    @Test
    void aPackageWithoutTheClientIsNotEnough() throws IOException {
        packageIsInstalled();
        Files.delete(folder.resolve("usr/bin/mariadb"));

        assertThatThrownBy(this::map).isInstanceOf(LocalException.class);
    }

    private void packageIsInstalled() throws IOException {
        for (String program : new String[] {"mariadbd", "mariadb-install-db", "mariadb"}) {
            Path file = folder.resolve("usr/bin").resolve(program);
            Files.createDirectories(file.getParent());
            assertThat(Files.createFile(file).toFile().setExecutable(true)).isTrue();
        }
    }

    private LocalPlan map() throws IOException {
        return new LocalMapping(new Installation(folder), home)
                .map(ManifestReader.read(Path.of("..", "k8s", "samples", "mariadb-managed.yaml")));
    }
}
