package io.cdcpipeline.local.running;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.FileInputStream;
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

/** A database that no pipeline owns: the oldest PostgreSQL that is supported, as its vendor set it up, and a role. */
final class ExternalPostgres implements AutoCloseable {

    static final String READER = "cdc_reader";
    static final String PASSWORD = "schön & geheim'$1\\";

    private static final Path BINARIES = Path.of("target", "oldest-postgres");

    private final EmbeddedPostgres server;

    private ExternalPostgres(EmbeddedPostgres server) {
        this.server = server;
    }

    static ExternalPostgres start() throws IOException {
        EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setPgBinaryResolver((system, machine) -> archive(machine))
                .setServerConfig("wal_level", "logical")
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

    private static InputStream archive(String machine) throws IOException {
        String wanted = machine.equals("aarch64") ? "arm64v8" : "amd64";
        try (Stream<Path> jars = Files.list(BINARIES)) {
            Path jar = jars.filter(file -> file.getFileName().toString().contains(wanted))
                    .findFirst()
                    .orElseThrow();
            ZipInputStream entries = new ZipInputStream(new FileInputStream(jar.toFile()));
            ZipEntry entry = entries.getNextEntry();
            while (!entry.getName().endsWith(".txz")) {
                entry = entries.getNextEntry();
            }
            return entries;
        }
    }
}
