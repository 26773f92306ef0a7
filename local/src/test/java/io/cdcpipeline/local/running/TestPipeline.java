package io.cdcpipeline.local.running;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cdcpipeline.cli.CommandLineRun;
import io.cdcpipeline.local.home.Endpoints;
import io.cdcpipeline.local.home.PipelineHome;
import io.cdcpipeline.local.query.LakeColumn;
import io.cdcpipeline.local.query.Moment;
import io.cdcpipeline.local.query.RowSink;
import io.cdcpipeline.local.query.RunningJobSql;
import io.cdcpipeline.local.source.SourceDatabase;
import io.cdcpipeline.local.supervise.LivePipeline;
import io.cdcpipeline.local.wait.CatchUp;
import io.cdcpipeline.local.wait.Deadline;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/** A real pipeline, in a folder of its own whose name holds a blank. */
public final class TestPipeline implements AutoCloseable {

    public static final Path SAMPLE = Path.of("..", "k8s", "samples", "inventory.yaml");

    /** A machine that does much else, too. */
    static final Duration PATIENCE = Duration.ofMinutes(10);

    private final PipelineHome home;
    private final Path manifest;
    private final boolean forLong;

    private TestPipeline(PipelineHome home, Path manifest, boolean forLong) {
        this.home = home;
        this.manifest = manifest;
        this.forLong = forLong;
    }

    /** Returns when it is ready. It is for a minute or two, in which the best compiler would take more than it gives. */
    public static TestPipeline start(Path folder, Path manifest) {
        return start(folder, manifest, false);
    }

    /** As {@link #start(Path, Path)}, for one that many tests use. */
    static TestPipeline startForLong(Path folder, Path manifest) {
        return start(folder, manifest, true);
    }

    private static TestPipeline start(Path folder, Path manifest, boolean forLong) {
        PipelineHome home = PipelineHome.of(folder.resolve("a pipeline"));
        TestPipeline pipeline = new TestPipeline(home, quick(folder, manifest), forLong);
        pipeline.up();
        return pipeline;
    }

    /** Who waits for all changes waits for a heartbeat, on an idle source. */
    private static Path quick(Path folder, Path manifest) {
        try {
            String text = Files.readString(manifest);
            String quick = text.replaceFirst("(?m)^  source:$", "  source:\n    heartbeat: 1s");
            return Files.writeString(folder.resolve("quick-" + manifest.getFileName()), quick);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void up() {
        List<String> line = new ArrayList<>(List.of("up", manifest.toString(), "--detach", "--dir", home.toString()));
        if (!forLong) {
            line.add("--fast-start");
        }
        assertThat(CommandLineRun.of(line.toArray(String[]::new)))
                .satisfies(run -> assertThat(run.code()).as(run.errors()).isZero());
    }

    /** Runs a command about this pipeline. */
    public CommandLineRun cdc(String command, String... arguments) {
        List<String> line = new ArrayList<>(List.of(command));
        line.addAll(List.of(arguments));
        line.addAll(List.of("--dir", home.toString()));
        return CommandLineRun.of(line.toArray(String[]::new));
    }

    public PipelineHome home() {
        return home;
    }

    public Endpoints endpoints() {
        return LivePipeline.in(home).endpoints();
    }

    /** One transaction a statement. */
    public void source(String... statements) throws SQLException {
        try (Connection connection = new SourceDatabase(endpoints()).connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** All statements in one transaction. */
    public void transaction(String... statements) throws SQLException {
        try (Connection connection = new SourceDatabase(endpoints()).connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (String sql : statements) {
                statement.execute(sql);
            }
            connection.commit();
        }
    }

    /** Waits for all that is committed, then asks: a row as its cells, joined by bars; null is {@code ∅}. */
    public List<String> lake(String query) throws Exception {
        new CatchUp(endpoints()).await(new Deadline(PATIENCE));
        return read(query);
    }

    /** As {@link #lake}, where some table never catches up. */
    public void awaitLake(String query, String... rows) {
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(read(query))
                .containsExactly(rows));
    }

    /** What the lake has now. */
    public List<String> read(String query) {
        return lakeAt(null, query);
    }

    /** @param point at which all tables are read; null for the newest version of each */
    public List<String> lakeAt(String point, String query) {
        List<String> rows = new ArrayList<>();
        new RunningJobSql(endpoints(), point == null ? null : Moment.atPoint(point)).run(query, new RowSink() {
            @Override
            public void columns(List<LakeColumn> columns) {
                // The test knows what it asks for.
            }

            @Override
            public void row(List<JsonNode> cells) {
                List<String> texts = new ArrayList<>();
                cells.forEach(cell -> texts.add(
                        cell.isNull()
                                ? "∅"
                                : cell.isBigDecimal() ? cell.decimalValue().toPlainString() : cell.asText()));
                rows.add(String.join("|", texts));
            }
        });
        return rows;
    }

    /** What Prometheus reads of the job. */
    String metrics() throws IOException {
        URI metrics = URI.create(endpoints().statusUrl()).resolve("/metrics");
        try (InputStream in = metrics.toURL().openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Fails with the rows that differ. */
    public void assertEqualToSource(String... tables) {
        CommandLineRun run = cdc("verify", concat(new String[] {"--timeout", PATIENCE.toSeconds() + "s"}, tables));
        assertThat(run.code()).as(run.output() + run.errors()).isZero();
    }

    /** Waits until the table is equal, which takes a fill of which nobody can tell when it comes. */
    public void awaitEqualToSource(String table) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (cdc("verify", table).code() != 0 && System.nanoTime() < deadline) {
            Thread.sleep(200);
        }
        assertEqualToSource(table);
    }

    @Override
    public void close() {
        assertThat(cdc("down").code()).isZero();
    }

    private static String[] concat(String[] one, String[] other) {
        List<String> all = new ArrayList<>(List.of(one));
        all.addAll(List.of(other));
        return all.toArray(String[]::new);
    }
}
