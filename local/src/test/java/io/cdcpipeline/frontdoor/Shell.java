package io.cdcpipeline.frontdoor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs bash in a copy of the checkout's scripts, where PATH holds a few tools of the system and what a test puts there. */
final class Shell {

    private static final List<String> TOOLS =
            List.of("bash", "cat", "dirname", "env", "id", "readlink", "sed", "sh", "uname");

    private final Path checkout;
    private final Map<String, String> environment = new HashMap<>();

    private Shell(Path checkout) {
        this.checkout = checkout;
    }

    /** What a command wrote, and how it ended. */
    record Result(int status, String output, String errors) {}

    static Shell inCheckout(Path folder) throws IOException {
        Shell shell = new Shell(Files.createDirectories(folder).toRealPath());
        Files.createDirectories(shell.checkout.resolve(".mvn"));
        Path original = Path.of("").toAbsolutePath().getParent();
        for (String script : List.of("mvnw", ".mvn/bootstrap.sh")) {
            Files.copy(original.resolve(script), shell.checkout.resolve(script));
        }
        Files.createDirectories(shell.programs());
        for (String tool : TOOLS) {
            Path found = Path.of("/bin", tool);
            shell.program(tool, "exec " + (Files.exists(found) ? found : Path.of("/usr/bin", tool)) + " \"$@\"");
        }
        Files.createFile(shell.logFile());
        return shell;
    }

    Path checkout() {
        return checkout;
    }

    Path programs() {
        return checkout.resolve("programs");
    }

    List<String> log() throws IOException {
        return Files.readAllLines(logFile());
    }

    Shell with(String name, Object value) {
        environment.put(name, value.toString());
        return this;
    }

    Shell program(String name, String script) throws IOException {
        executable(programs().resolve(name), "#!/bin/sh\n" + script + "\n");
        return this;
    }

    /** A folder that looks like a JDK of this version. */
    Path jdk(String name, String version) throws IOException {
        Path home = checkout.resolve(name);
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"Us\"\nJAVA_VERSION=\"" + version + "\"\n");
        executable(home.resolve("bin/java"), "");
        executable(home.resolve("bin/javac"), "");
        return home;
    }

    Result bootstrap(String script) {
        return run(". .mvn/bootstrap.sh; " + script);
    }

    Result run(String script) {
        try {
            Path errors = checkout.resolve("errors");
            ProcessBuilder builder = new ProcessBuilder("bash", "-c", script)
                    .directory(checkout.toFile())
                    .redirectError(errors.toFile());
            builder.environment().clear();
            builder.environment().putAll(environment);
            builder.environment()
                    .putAll(Map.of(
                            "PATH", programs().toString(),
                            "HOME", checkout.toString(),
                            "LOG", logFile().toString()));
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes());
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("Still running: " + script);
            }
            return new Result(process.exitValue(), output, Files.readString(errors));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path logFile() {
        return checkout.resolve("log");
    }

    private static void executable(Path file, String content) throws IOException {
        Files.writeString(file, content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
