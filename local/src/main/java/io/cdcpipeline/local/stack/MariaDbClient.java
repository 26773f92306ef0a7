package io.cdcpipeline.local.stack;

import io.cdcpipeline.local.LocalException;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * MariaDB's own client, as the database's owner, by the socket: nobody else's server answers there. It knows what a user's file may
 * say beside SQL, {@code DELIMITER} above all; and the driver is not to be on the class path of the process that has a plugin with
 * another one.
 */
record MariaDbClient(MariaDbSpec spec) {

    /** In the server's data folder, by a short name: that of a socket has but 107 bytes. */
    static final String SOCKET = "socket";

    /** Crash recovery replays the redo log. */
    private static final Duration START_LIMIT = Duration.ofMinutes(5);

    private static final Pattern ERROR = Pattern.compile("ERROR (\\d+)");

    private record Answer(int code, String output) {

        boolean done() {
            return code == 0;
        }

        /** Whether it is the server that has answered; the client's own troubles have numbers from 2000 to 2999, and from 5000 on. */
        boolean given() {
            Matcher error = ERROR.matcher(output);
            int number = error.find() ? Integer.parseInt(error.group(1)) : 0;
            return done() || number / 1000 == 1 || number / 1000 == 3 || number / 1000 == 4;
        }
    }

    /** Waits for a server that starts or recovers. One that refuses the login, or has no such database any more, is up, too. */
    void await(Process server) {
        Instant deadline = Instant.now().plus(START_LIMIT);
        while (true) {
            Answer answer = ask(null, "--execute=DO 1");
            if (answer.given()) {
                return;
            }
            if (!server.isAlive()) {
                throw new LocalException("MariaDB does not start: " + ServerLog.firstProblem(Path.of(spec.log())));
            }
            if (Instant.now().isAfter(deadline)) {
                throw new LocalException("MariaDB takes no connections " + START_LIMIT.toMinutes()
                        + " minutes after its start: " + answer.output().strip());
            }
            pause();
        }
    }

    /** All statements of a file. */
    void run(Path script) {
        Answer answer = ask(script.toFile());
        if (!answer.done()) {
            throw new LocalException("The database's first start stopped in " + script.getFileName() + ": "
                    + answer.output().strip() + ". Correct it and start again; the database is made anew.");
        }
    }

    /** @param input null for nothing */
    private Answer ask(File input, String... arguments) {
        ProcessBuilder builder = new ProcessBuilder(command(arguments))
                .directory(new File(spec.folder()))
                .redirectErrorStream(true)
                .redirectInput(input == null ? new File("/dev/null") : input);
        try {
            builder.environment().put("MYSQL_PWD", password());
            Process client = builder.start();
            String output = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Answer(client.waitFor(), output);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot run " + spec.programs().client(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalException("Interrupted while MariaDB was starting", e);
        }
    }

    private List<String> command(String... arguments) {
        Path data = DatabaseFolder.mariadb(Path.of(spec.folder())).data();
        List<String> command = new ArrayList<>(List.of(
                spec.programs().client(),
                "--no-defaults",
                "--protocol=socket",
                "--socket=" + data.getFileName() + "/" + SOCKET,
                // Which clients from 11.4 on ask for, of sockets, too.
                "--skip-ssl",
                "--connect-timeout=5",
                "--default-character-set=utf8mb4",
                "--user=" + spec.owner().user(),
                "--database=" + spec.database()));
        command.addAll(List.of(arguments));
        return command;
    }

    private String password() throws IOException {
        return Files.readString(Path.of(spec.owner().passwordFile())).stripTrailing();
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalException("Interrupted while MariaDB was starting", e);
        }
    }
}
