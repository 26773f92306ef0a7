package io.cdcpipeline.cli;

import io.cdcpipeline.contract.TableVerification;
import io.cdcpipeline.local.demo.DemoView;
import io.cdcpipeline.local.demo.Rows;
import io.cdcpipeline.local.stage.PipelineState;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The demo as text: each step with its SQL, its time, and both sides beside each other. */
final class DemoText implements DemoView {

    private static final String GAP = "  |  ";

    private final PrintWriter out;
    private final Terminal terminal;
    private final StageProgress progress;
    private int steps;

    DemoText(PrintWriter out, Terminal terminal) {
        this.out = out;
        this.terminal = terminal;
        this.progress = new StageProgress(terminal);
    }

    void beginning(Path manifest) {
        terminal.line("Starting the pipeline of " + manifest + ": PostgreSQL, Kafka, Connect with Debezium, Spark.");
    }

    @Override
    public void stages(PipelineState state) {
        progress.accept(state);
    }

    @Override
    public void step(String title, List<String> sql, Duration took, Sides sides) {
        out.println();
        out.println(++steps + ". " + title + " (in Delta after " + seconds(took) + ")");
        sql.forEach(s -> out.println("   " + s + ";"));
        List<String> left = lines(sides.source());
        List<String> right = lines(sides.lake());
        int width = Stream.concat(Stream.of("source"), left.stream())
                .mapToInt(String::length)
                .max()
                .orElse(0);
        out.println("   " + padded("source", width) + GAP + "lake");
        for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
            out.println(("   " + padded(at(left, i), width) + GAP + at(right, i)).stripTrailing());
        }
        out.flush();
    }

    @Override
    public void breakdown(Map<String, Duration> events) {
        out.println();
        out.println("   Where the time of the start went:");
        events.forEach((event, after) -> out.println(String.format(Locale.ROOT, "   %8s  %s", seconds(after), event)));
        out.flush();
    }

    void end(List<TableVerification> verdicts, boolean equal) {
        out.println();
        verdicts.forEach(new VerificationText(out)::print);
        out.println(equal ? "Source and lake are equal." : "Source and lake are NOT equal.");
        if (equal) {
            next();
        }
        out.flush();
    }

    private void next() {
        out.println();
        out.println("What to try next:");
        Columns columns = new Columns(
                "  ./cdc lab", "JupyterLab on a pipeline: change a row, see it in the lake, travel back in time");
        columns.row("  ./cdc up k8s/samples/inventory.yaml", "the same pipeline, to stay; in another terminal:");
        columns.row("  ./cdc psql, ./cdc sql, ./cdc status --watch", "change rows, query the lake, watch");
        columns.row("  k8s/kind-up", "the same manifest on a cluster: docs/quickstart-kind.md");
        columns.print(out);
    }

    void kept(Path folder) {
        terminal.line("Data and logs are kept for a look: " + folder);
    }

    private static List<String> lines(Rows rows) {
        Columns columns = new Columns(rows.columns().toArray(String[]::new));
        rows.rows()
                .forEach(row ->
                        columns.row(row.stream().map(c -> c == null ? "" : c).toArray(String[]::new)));
        return columns.lines();
    }

    private static String at(List<String> lines, int index) {
        return index < lines.size() ? lines.get(index) : "";
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }
}
