package io.cdcpipeline.local.lab;

import io.cdcpipeline.local.LocalException;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Runs pip in an environment that is being made, and tells how far it is. */
final class Pip {

    private static final String COLLECTING = "Collecting ";
    private static final long FULL_MEGABYTES = 50;

    private final LabEnvironment environment;
    private final Path log;
    private final Consumer<String> progress;
    private final long started = System.nanoTime();
    private int packages;
    private String lastError = "";

    Pip(LabEnvironment environment, Path log, Consumer<String> progress) throws IOException {
        this.environment = environment;
        this.log = log;
        this.progress = progress;
        Files.writeString(log, "");
    }

    /** Installs exactly what the hashes say. */
    void install(Object... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(environment.program().toString(), "-m", "pip"));
        command.addAll(List.of("--disable-pip-version-check", "--no-input", "install", "--no-cache-dir"));
        command.addAll(List.of("--retries", "2", "--require-hashes"));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        run(command);
    }

    void run(List<String> command) throws IOException {
        Files.createDirectories(environment.temporary());
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        // On the disk that was looked at, and not on a small /tmp
        builder.environment().put("TMPDIR", environment.temporary().toString());
        builder.environment().remove("PYTHONPATH");
        builder.environment().put("PYTHONUNBUFFERED", "1");
        Process process = builder.start();
        process.getOutputStream().close();
        Thread end = new Thread(process::destroy, "end-pip");
        Runtime.getRuntime().addShutdownHook(end);
        follow(process);
        try {
            if (process.waitFor() != 0) {
                throw new LocalException(complaint());
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().removeShutdownHook(end);
    }

    private void follow(Process process) throws IOException {
        try (BufferedReader lines =
                        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
                BufferedWriter out = Files.newBufferedWriter(log, StandardOpenOption.APPEND)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                out.write(line + "\n");
                tell(line);
            }
        }
    }

    private void tell(String line) {
        long seconds = (System.nanoTime() - started) / 1_000_000_000;
        if (line.startsWith(COLLECTING)) {
            packages++;
            String name = line.substring(COLLECTING.length()).split("[ =;\\[]")[0];
            progress.accept("Python packages: " + packages + ", " + name + ", " + seconds + " s");
        } else if (line.startsWith("Installing collected")) {
            progress.accept(
                    "Python packages: all " + packages + " are there and are being installed, " + seconds + " s");
        } else if (line.startsWith("ERROR: ")) {
            lastError = line.substring("ERROR: ".length());
        }
    }

    private String complaint() throws IOException {
        if (environment.freeMegabytes() < FULL_MEGABYTES) {
            return "The disk that holds " + environment.folder()
                    + " is full: free some space, or name a folder on another disk in XDG_CACHE_HOME.";
        }
        return "The lab's Python packages could not be installed (" + lastError
                + "): the first start needs a network that reaches a Python package index; all that pip said is in "
                + log
                + ".";
    }
}
