package io.cdcpipeline.plan.source;

import io.cdcpipeline.plan.Plan;
import io.cdcpipeline.plan.StageName;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;

/** A real PostgreSQL with a planned database's settings and SQL, as its pod would have run them. */
final class ManagedDatabase implements AutoCloseable {

    static final String PASSWORD = "it's \\ a \"password\"";

    private final EmbeddedPostgres server;
    private final String database;

    private ManagedDatabase(EmbeddedPostgres server, String database) {
        this.server = server;
        this.database = database;
    }

    static ManagedDatabase start(Plan plan, String database) throws IOException, SQLException {
        // As a database has it that nobody has told otherwise: what is committed is in the log.
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder().setServerConfig("synchronous_commit", "on");
        List<String> arguments = one(plan, StatefulSet.class)
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .get(0)
                .getArgs();
        arguments.stream()
                .filter(a -> !a.equals("-c"))
                .map(a -> a.split("=", 2))
                .forEach(setting -> builder.setServerConfig(setting[0], setting[1]));
        ManagedDatabase managed = new ManagedDatabase(builder.start(), database);
        try (Connection connection = managed.connect(DatabaseRoles.SUPERUSER, "postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE \"" + database.replace("\"", "\"\"") + '"');
        }
        managed.execute(DatabaseRoles.SUPERUSER, sql(plan));
        return managed;
    }

    /** What psql would make of the script: its variables filled in, its own commands gone. */
    private static String sql(Plan plan) {
        return filledIn(one(plan, ConfigMap.class).getData().get(DatabaseScripts.SQL));
    }

    /** As {@link #sql(Plan)}, of any script. */
    static String filledIn(String script) {
        String quoted = "'" + PASSWORD.replace("'", "''") + "'";
        return script.lines()
                .filter(line -> !line.startsWith("\\set "))
                .collect(Collectors.joining("\n"))
                .replaceAll(":'\\w+'", java.util.regex.Matcher.quoteReplacement(quoted));
    }

    private static <T> T one(Plan plan, Class<T> type) {
        return plan.stage(StageName.SOURCE).resources().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }

    Connection connect(String role) throws SQLException {
        return connect(role, database);
    }

    Connection connect(String role, String name) throws SQLException {
        String url = "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/"
                + java.net.URLEncoder.encode(name, java.nio.charset.StandardCharsets.UTF_8);
        return DriverManager.getConnection(url, role, PASSWORD);
    }

    void execute(String role, String sql) throws SQLException {
        try (Connection connection = connect(role);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** In another database of the same server, as superuser. */
    void executeIn(String other, String sql) throws SQLException {
        try (Connection connection = connect(DatabaseRoles.SUPERUSER, other);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The first column of the first row as text, null when there is none. */
    String query(String role, String sql) throws SQLException {
        try (Connection connection = connect(role);
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : null;
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
