package io.cdcpipeline.plan.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.plan.Plan;
import io.cdcpipeline.plan.StageName;
import io.cdcpipeline.testing.MariaDbBinaries;
import io.cdcpipeline.testing.RealMariaDb;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;

/**
 * A real MariaDB with a planned one's arguments, whose scripts have been run as the image's entry point runs them: what it gives them (a
 * function, a variable, root's password) is played, and folders are others.
 */
final class ManagedMariaDb implements AutoCloseable {

    private static final String ENTRY_POINT = """
            docker_process_sql() { MYSQL_PWD=$MARIADB_ROOT_PASSWORD mariadb --no-defaults -uroot --socket="$SOCKET" "$@"; }
            . scripts/10-cdc.sh
            . scripts/20-user-sql.sh
            """;

    private final Path folder;
    private final RealMariaDb server;
    private final String socket;

    private ManagedMariaDb(Path folder, RealMariaDb server) {
        this.folder = folder;
        this.server = server;
        this.socket = server.row("SELECT @@socket").get(0);
    }

    /** @param userSql of the database's owner */
    static ManagedMariaDb start(Path folder, Plan plan, String userSql) throws IOException, InterruptedException {
        String[] arguments =
                one(plan, StatefulSet.class).getSpec().getTemplate().getSpec().getContainers().get(0).getArgs().stream()
                        .filter(argument -> !argument.startsWith("--datadir="))
                        .toArray(String[]::new);
        var managed = new ManagedMariaDb(folder, RealMariaDb.start(arguments));
        managed.layOut(one(plan, ConfigMap.class), userSql);
        managed.server.execute(
                "SET SESSION sql_log_bin = 0",
                "SET PASSWORD FOR root@localhost = PASSWORD('" + password("superuser") + "')");
        assertThat(managed.run(ENTRY_POINT)).isZero();
        return managed;
    }

    /** Whose password in whose Secret; with letters that SQL and a shell would take for theirs. */
    static String password(String secret) {
        return secret.equals("superuser") ? "word-of-root" : "it's \\ \"$(word)-of-" + secret + "\"";
    }

    private void layOut(ConfigMap scripts, String userSql) throws IOException {
        for (String secret : new String[] {"superuser", "owner", "replication"}) {
            write(secret, password(secret));
        }
        Files.createDirectories(folder.resolve("scripts"));
        for (var script : scripts.getData().entrySet()) {
            Files.writeString(
                    folder.resolve("scripts").resolve(script.getKey()),
                    script.getValue()
                            .replace("/etc/cdc", folder.toString())
                            .replace("/run/mysqld/mysqld.sock", socket));
        }
        Files.createDirectories(folder.resolve("user-sql"));
        Files.writeString(folder.resolve("user-sql/10.sql"), userSql);
    }

    private static <T extends HasMetadata> T one(Plan plan, Class<T> type) {
        return plan.stage(StageName.SOURCE).resources().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }

    /** Somebody writes another password into a Secret, and the pod has it mounted. */
    void write(String secret, String password) throws IOException {
        Files.createDirectories(folder.resolve(secret));
        Files.writeString(folder.resolve(secret).resolve("password"), password);
    }

    /** The exit code of a command in the pod, whose scripts are in {@code scripts}. */
    int run(String command) throws IOException, InterruptedException {
        var builder = new ProcessBuilder("bash", "-e", "-o", "pipefail", "-c", command)
                .directory(folder.toFile())
                .inheritIO();
        var environment = builder.environment();
        environment.put("PATH", MariaDbBinaries.home().resolve("bin") + ":" + System.getenv("PATH"));
        environment.put("SOCKET", socket);
        environment.put("MYSQL_TCP_PORT", Integer.toString(server.port()));
        environment.put("MARIADB_ROOT_PASSWORD", password("superuser"));
        environment.put("CDC_DATABASE", "shop");
        Process process = builder.start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return process.exitValue();
    }

    RealMariaDb asRoot() {
        return server;
    }

    void execute(String user, String password, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:mariadb://127.0.0.1:" + server.port() + "/shop", user, password);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** All that the binary log holds. */
    String log() throws IOException {
        StringBuilder log = new StringBuilder();
        try (var files =
                Files.newDirectoryStream(Path.of(server.row("SELECT @@datadir").get(0)), "binlog.[0-9]*")) {
            for (Path file : files) {
                log.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        return log.toString();
    }

    @Override
    public void close() {
        server.close();
    }
}
