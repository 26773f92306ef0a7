package io.cdcpipeline.local.running;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Reads Delta tables without a line of ours or of Spark's: DuckDB with its extension for Delta, which is built on
 * delta-kernel-rs. The extension comes from PyPI, where DuckDB publishes it, once.
 */
final class DuckDb implements AutoCloseable {

    private static final Path FOLDER = Path.of("target", "duckdb");
    private static final String VERSION = "1.5.5";
    private static final String PYPI = "https://files.pythonhosted.org/packages/";
    private static final String WHEEL = "/duckdb_extension_delta-" + VERSION + "-py3-none-manylinux2014_";

    private static final Map<String, Wheel> WHEELS = Map.of(
            "amd64",
            new Wheel(
                    PYPI + "e2/a1/947d0e7eb86a8a427cb9223c808bf9203af2ef66e7b1f781f0806bb5f2ff" + WHEEL + "x86_64.whl",
                    "43d11090ddcf03ee8f516968b005a086a9b0fa45064dd4ef8cb11e1aecaf1a63"),
            "aarch64",
            new Wheel(
                    PYPI + "01/1e/de94d7bc7e12ea39fae5258582817a437f2f0348aa9f793ce38140af6d1d" + WHEEL + "aarch64.whl",
                    "9ab368ce654b449b0139ec4a2f52eb3ea5dcf9beeb971663493eda70bb1a49dc"));

    private final Connection connection;

    private record Wheel(String url, String sha256) {}

    private DuckDb(Connection connection) {
        this.connection = connection;
    }

    static DuckDb open() throws Exception {
        Path extension = extension();
        Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        try (Statement statement = connection.createStatement()) {
            statement.execute("LOAD '" + extension.toAbsolutePath() + "'");
            statement.execute("SET TimeZone = 'UTC'");
        }
        return new DuckDb(connection);
    }

    /**
     * The values of a row, each as DuckDB prints it: a text, null, or the texts of a list's elements.
     *
     * @param table its folder
     */
    List<Object> row(Path table, int id) throws SQLException {
        String scan = " FROM delta_scan('" + table + "')";
        List<String> printed = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            try (ResultSet columns = statement.executeQuery("DESCRIBE SELECT *" + scan)) {
                while (columns.next()) {
                    printed.add(print(columns.getString("column_name"), columns.getString("column_type")));
                }
            }
            String sql = "SELECT " + String.join(", ", printed) + scan + " WHERE id = " + id;
            try (ResultSet row = statement.executeQuery(sql)) {
                row.next();
                List<Object> values = new ArrayList<>();
                for (int i = 1; i <= printed.size(); i++) {
                    values.add(row.getObject(i) instanceof Array list ? list.getArray() : row.getString(i));
                }
                return values;
            }
        }
    }

    /** A row as its cells, joined by bars; null is {@code ∅}. */
    List<String> rows(String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                List<String> cells = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    cells.add(Objects.requireNonNullElse(result.getString(i), "∅"));
                }
                rows.add(String.join("|", cells));
            }
        }
        return rows;
    }

    private static String print(String name, String type) {
        String column = '"' + name + '"';
        if (type.endsWith("[]")) {
            return "list_transform(" + column + ", lambda x: CAST(x AS VARCHAR))";
        }
        return type.equals("BLOB") ? "'\\x' || lower(hex(" + column + "))" : "CAST(" + column + " AS VARCHAR)";
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    /** By one of the classes that run side by side; the others wait. */
    private static synchronized Path extension() throws Exception {
        Path file = FOLDER.resolve("v" + VERSION).resolve("delta.duckdb_extension");
        if (!Files.exists(file)) {
            Files.createDirectories(file.getParent());
            Wheel wheel = WHEELS.get(System.getProperty("os.arch"));
            Path whole = Files.createTempFile(FOLDER, "delta", ".duckdb_extension");
            unpack(fetch(wheel), whole);
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return file;
    }

    private static Path fetch(Wheel wheel) throws IOException, InterruptedException, NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        Path file = Files.createTempFile(FOLDER, "delta", ".whl");
        HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        HttpResponse<InputStream> response = client.send(
                HttpRequest.newBuilder(URI.create(wheel.url())).build(), HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = new DigestInputStream(response.body(), digest)) {
            Files.copy(body, file, StandardCopyOption.REPLACE_EXISTING);
        }
        String sha256 = HexFormat.of().formatHex(digest.digest());
        if (response.statusCode() != 200 || !sha256.equals(wheel.sha256())) {
            throw new IOException("DuckDB's extension for Delta cannot be had from " + wheel.url() + ": status "
                    + response.statusCode() + ", SHA-256 " + sha256);
        }
        return file;
    }

    private static void unpack(Path wheel, Path extension) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(wheel))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().endsWith(".duckdb_extension")) {
                    Files.copy(zip, extension, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }
}
