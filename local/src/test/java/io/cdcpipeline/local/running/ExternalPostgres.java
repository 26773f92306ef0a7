package io.cdcpipeline.local.running;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * A database that no pipeline owns, with a role that may do nothing yet: the oldest PostgreSQL that is tested. There are
 * programs of that for one architecture only; on others it is the newest.
 */
final class ExternalPostgres implements AutoCloseable {

    static final String READER = "cdc_reader";
    static final String PASSWORD = "schön & geheim'$1\\";

    private static final Path BINARIES = Path.of("target", "oldest-postgres");

    private final EmbeddedPostgres server;

    private ExternalPostgres(EmbeddedPostgres server) {
        this.server = server;
    }

    static ExternalPostgres start() throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder();
        if (System.getProperty("os.arch").equals("amd64")) {
            builder.setPgBinaryResolver((system, machine) -> oldest());
        }
        EmbeddedPostgres server = builder.setServerConfig("wal_level", "logical")
                .setServerConfig("password_encryption", "scram-sha-256")
                .setLocaleConfig("encoding", "UTF-8")
                .start();
        ExternalPostgres postgres = new ExternalPostgres(server);
        postgres.demandPasswords();
        return postgres;
    }

    /** Beside the administrator's role, which is ours alone, nobody gets in without one. */
    private void demandPasswords() {
        execute(
                "CREATE ROLE " + READER + " LOGIN PASSWORD '" + PASSWORD.replace("'", "''") + "'",
                "CREATE TEMP TABLE hba (line text)",
                "INSERT INTO hba VALUES ('local all all trust'), ('host all postgres 127.0.0.1/32 trust'),"
                        + " ('host all all 127.0.0.1/32 scram-sha-256')",
                "DO $$ BEGIN EXECUTE format('COPY hba TO %L', current_setting('hba_file')); END $$",
                "SELECT pg_reload_conf()");
    }

    /** As its administrator, one transaction a statement. */
    void execute(String... statements) {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first column of the first row. */
    String query(String sql) {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Writes a manifest that captures the schema {@code shop}.
     *
     * @param snapshot {@code Initial} or {@code Never}
     */
    Path manifest(Path folder, String snapshot, String password) {
        String manifest = """
                apiVersion: cdcpipeline.io/v1alpha1
                kind: CdcPipeline
                metadata: {name: shop}
                spec:
                  source:
                    snapshot: %s
                    postgresql:
                      database: postgres
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
                stringData:
                  username: %s
                  password: '%s'
                """.formatted(snapshot, server.getPort(), READER, password.replace("'", "''"));
        try {
            return Files.writeString(folder.resolve("manifest-" + snapshot + ".yaml"), manifest);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private static InputStream oldest() throws IOException {
        try (Stream<Path> jars = Files.list(BINARIES)) {
            ZipInputStream jar =
                    new ZipInputStream(Files.newInputStream(jars.findFirst().orElseThrow()));
            ZipEntry entry = jar.getNextEntry();
            while (!entry.getName().endsWith(".txz")) {
                entry = jar.getNextEntry();
            }
            return jar;
        }
    }
}
