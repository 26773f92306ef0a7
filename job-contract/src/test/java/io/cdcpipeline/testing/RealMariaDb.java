package io.cdcpipeline.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A real MariaDB server with a data folder of its own, on a free port of the loopback interface. */
public final class RealMariaDb implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Path folder;
    private final int port;
    private Process process;

    private RealMariaDb(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    /** A new server, whose binary log has rows. @param options of mariadbd, beyond those or instead of them */
    public static RealMariaDb start(String... options) {
        try {
            var server = new RealMariaDb(Files.createTempDirectory("mariadb"), freePort());
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "mariadb-close"));
            server.install();
            server.startAgain(options);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Starts the server on what it has: after {@link #stop}. */
    public void startAgain(String... options) {
        List<String> command = new ArrayList<>(List.of(
                "bin/mariadbd",
                "--port=" + port,
                "--bind-address=127.0.0.1",
                "--socket=" + folder.resolve("socket"),
                "--pid-file=" + folder.resolve("pid"),
                "--skip-name-resolve",
                // Else it draws a key at each start, which takes a busy machine half a minute.
                "--skip-ssl",
                "--server-id=1",
                "--log-bin=binlog",
                "--binlog-format=ROW",
                "--innodb-flush-log-at-trx-commit=0"));
        command.addAll(List.of(options));
        process = run(command);
        awaitConnection();
    }

    /** Ends the server as its administrator would. */
    public void stop() {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public int port() {
        return port;
    }

    /** Runs statements as root. */
    public void execute(String... statements) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(String.join("; ", statements), e);
        }
    }

    /** The first row of an answer, as texts. */
    public List<String> row(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            row.next();
            for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                texts.add(row.getString(i));
            }
            return texts;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** As root. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:mariadb://127.0.0.1:" + port + "/?user=root&timezone=UTC&allowMultiQueries=true");
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
        }
        try (Stream<Path> files = Files.exists(folder) ? Files.walk(folder) : Stream.empty()) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException | UncheckedIOException e) {
            // A temporary folder; the server may still have been writing there.
        }
    }

    private void install() {
        try {
            int code = run(List.of(
                            "scripts/mariadb-install-db", "--auth-root-authentication-method=normal", "--skip-test-db"))
                    .waitFor();
            if (code != 0) {
                throw new IllegalStateException("mariadb-install-db: " + log());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Process run(List<String> program) {
        Path home = MariaDbBinaries.home();
        List<String> command = new ArrayList<>(List.of(
                home.resolve(program.get(0)).toString(),
                "--no-defaults",
                "--basedir=" + home,
                "--datadir=" + folder.resolve("data")));
        command.addAll(program.subList(1, program.size()));
        if (System.getProperty("user.name").equals("root")) {
            command.add("--user=root");
        }
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            folder.resolve("log").toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitConnection() {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (true) {
            try {
                connect().close();
                return;
            } catch (SQLException e) {
                if (!process.isAlive() || Instant.now().isAfter(deadline)) {
                    throw new IllegalStateException("MariaDB does not start: " + log(), e);
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String log() {
        try {
            return Files.readString(folder.resolve("log"));
        } catch (IOException e) {
            return "(no log)";
        }
    }
}
