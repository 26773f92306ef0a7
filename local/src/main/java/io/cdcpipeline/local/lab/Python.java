package io.cdcpipeline.local.lab;

import io.cdcpipeline.local.LocalException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A Python that the lab's libraries run on.
 *
 * @param program a path, or a name that is looked up in PATH
 * @param version major and minor, as {@code 3.11}
 */
record Python(String program, String version) {

    private static final int OLDEST = 10;
    private static final int NEWEST = 13;
    private static final String CHOSEN = "CDC_PYTHON";

    /** Prints the version at first, so that it is known where the rest fails. */
    private static final String PROBE =
            "import sys; print('%d.%d' % sys.version_info[:2], flush=True); import ensurepip, venv";

    private static final long PROBE_SECONDS = 20;

    /** What asking a program has shown; {@code version} is empty for what is no Python at all. */
    record Answer(String program, String version, boolean makesEnvironments) {

        boolean fits() {
            return version.matches("3\\.\\d+") && minor() >= OLDEST && minor() <= NEWEST;
        }

        private int minor() {
            return Integer.parseInt(version.substring(2));
        }
    }

    /**
     * The one that {@code CDC_PYTHON} names, or else PATH's {@code python3}, or one of PATH's that says its version.
     *
     * @throws LocalException when none fits
     */
    static Python find(Map<String, String> environment) {
        List<Answer> answers = candidates(environment).stream()
                .map(Python::ask)
                .flatMap(Optional::stream)
                .toList();
        return choose(answers);
    }

    static Python choose(List<Answer> answers) {
        return answers.stream()
                .filter(a -> a.fits() && a.makesEnvironments())
                .findFirst()
                .map(a -> new Python(a.program(), a.version()))
                .orElseThrow(() -> new LocalException(complaint(answers)));
    }

    private static String complaint(List<Answer> answers) {
        Optional<Answer> bare = answers.stream().filter(Answer::fits).findFirst();
        if (bare.isPresent()) {
            return bare.get().program() + " is Python " + bare.get().version()
                    + " without the modules venv and ensurepip: install them (Debian and Ubuntu: apt-get install python3-venv).";
        }
        String found = answers.isEmpty()
                ? "none was found"
                : answers.get(0).program() + " is " + answers.get(0).version();
        return "The lab needs Python 3." + OLDEST + " to 3." + NEWEST + ", and " + found
                + ": install one (Debian and Ubuntu: apt-get install python3 python3-venv), or name its program in "
                + CHOSEN
                + ".";
    }

    private static List<String> candidates(Map<String, String> environment) {
        String chosen = environment.get(CHOSEN);
        if (chosen != null && !chosen.isBlank()) {
            return List.of(chosen);
        }
        List<String> names = new ArrayList<>(List.of("python3"));
        for (int minor = NEWEST; minor >= OLDEST; minor--) {
            names.add("python3." + minor);
        }
        return names;
    }

    /** Empty where there is no such program, or it is no Python. */
    private static Optional<Answer> ask(String program) {
        try {
            Process process = new ProcessBuilder(program, "-c", PROBE)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            String version = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (!process.waitFor(PROBE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return Optional.empty();
            }
            return version.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Answer(program, version, process.exitValue() == 0));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
