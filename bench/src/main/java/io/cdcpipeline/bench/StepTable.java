package io.cdcpipeline.bench;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** Two recordings side by side, as a table of Markdown. */
final class StepTable {

    private StepTable() {}

    static String of(StepRecording one, StepRecording none) {
        StringBuilder table = new StringBuilder(
                "| step | one row: ms | CPU ms | without a change: ms | CPU ms |\n|---|---|---|---|---|\n");
        Set<String> names = new LinkedHashSet<>(one.steps().keySet());
        names.addAll(none.steps().keySet());
        for (String name : names) {
            table.append(row(name, numbers(one, name), numbers(none, name)));
        }
        table.append(row("all of it", sum(one, names), sum(none, names)));
        return table + "| batches | " + one.batches() + " | | " + none.batches() + " | |";
    }

    private static double[] numbers(StepRecording recording, String name) {
        return new double[] {recording.millis(name), recording.cpuMillis(name)};
    }

    private static double[] sum(StepRecording recording, Set<String> names) {
        return names.stream()
                .filter(n -> !n.startsWith(StepRecording.PART))
                .map(n -> numbers(recording, n))
                .reduce(new double[2], (a, b) -> new double[] {a[0] + b[0], a[1] + b[1]});
    }

    private static String row(String name, double[] one, double[] none) {
        return String.format(
                Locale.ROOT, "| %s | %.1f | %.1f | %.1f | %.1f |%n", name, one[0], one[1], none[0], none[1]);
    }
}
