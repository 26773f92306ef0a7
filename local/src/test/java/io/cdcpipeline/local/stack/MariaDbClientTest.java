package io.cdcpipeline.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cdcpipeline.local.LocalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What MariaDB's own client says is played by a line of shell. */
class MariaDbClientTest {

    @TempDir
    private Path folder;

    private Process server;

    @BeforeEach
    void aServerRuns() throws IOException {
        server = new ProcessBuilder("sleep", "600").start();
    }

    @AfterEach
    void itEnds() throws InterruptedException {
        server.destroyForcibly().waitFor();
    }

    /** Its owner may have another password since, or have dropped the database. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ERROR 1045 (28000): Access denied for user 'app'@'localhost' (using password: YES)",
                "ERROR 1049 (42000): Unknown database 'shop'",
                "ERROR 1040 (HY000): Too many connections",
                "ERROR 4151 (HY000): Access denied, this account is locked"
            })
    void aServerThatRefusesIsUp(String refusal) throws IOException {
        client("echo \"" + refusal + "\"; exit 1").await(server);
    }

    @Test
    void aServerThatIsNotThereYetIsWaitedFor() throws IOException {
        client(
                        "echo x >> asked; [ $(wc -l < asked) -ge 3 ] && exit 0\n"
                                + "echo \"ERROR 2002 (HY000): Can't connect to local server through socket 'data/socket' (2)\"; exit 1")
                .await(server);

        assertThat(folder.resolve("mariadb/asked")).hasContent("x\nx\nx");
    }

    @Test
    void whatItDiedOfIsSaid() throws Exception {
        Files.writeString(folder.resolve("log"), """
                2026-11-30 15:00:00 0 [Note] Starting MariaDB 11.4.5-MariaDB as process 1
                2026-11-30 15:00:00 0 [ERROR] an earlier one
                2026-11-30 15:00:01 0 [Note] Starting MariaDB 11.4.5-MariaDB as process 2
                2026-11-30 15:00:01 0 [ERROR] Can't start server: Bind on TCP/IP port. Got error: 98: Address already in use
                2026-11-30 15:00:01 0 [ERROR] Do you already have another server running on port: 3306 ?
                2026-11-30 15:00:01 0 [ERROR] Aborting
                """);
        server.destroyForcibly().waitFor();

        assertThatThrownBy(() -> client("echo 'ERROR 2002 (HY000): no'; exit 1").await(server))
                .isInstanceOf(LocalException.class)
                .hasMessageContaining("Bind on TCP/IP port. Got error: 98");
    }

    @Test
    void thePasswordIsAmongNoArguments() throws IOException {
        client("echo \"$@\" > arguments; echo \"$MYSQL_PWD\" > password").await(server);

        assertThat(folder.resolve("mariadb/arguments"))
                .content()
                .contains("--user=app")
                .doesNotContain("owner's");
        assertThat(folder.resolve("mariadb/password")).hasContent("owner's");
    }

    @Test
    void aMistakeInTheUsersSqlIsToldWithFileAndLine() throws IOException {
        Path script = Files.writeString(folder.resolve("10-tables.sql"), "CREATE TABEL t;");

        assertThatThrownBy(() -> client("cat > given; echo 'ERROR 1064 (42000) at line 1: near TABEL'; exit 1")
                        .run(script))
                .isInstanceOf(LocalException.class)
                .hasMessageContaining("10-tables.sql: ERROR 1064 (42000) at line 1")
                .hasMessageContaining("the database is made anew");
        assertThat(folder.resolve("mariadb/given")).hasContent("CREATE TABEL t;");
    }

    private MariaDbClient client(String script) throws IOException {
        return new MariaDbClient(new MariaDbSpecs(folder).withClient(script));
    }
}
