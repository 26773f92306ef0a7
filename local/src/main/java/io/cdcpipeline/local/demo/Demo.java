package io.cdcpipeline.local.demo;

import io.cdcpipeline.contract.TableVerification;
import io.cdcpipeline.local.LocalException;
import io.cdcpipeline.local.home.Endpoints;
import io.cdcpipeline.local.home.PipelineHome;
import io.cdcpipeline.local.query.JobControl;
import io.cdcpipeline.local.query.JobStatusClient;
import io.cdcpipeline.local.query.RunningJobSql;
import io.cdcpipeline.local.query.Verification;
import io.cdcpipeline.local.source.SourceDatabase;
import io.cdcpipeline.local.stage.PipelineState;
import io.cdcpipeline.local.stage.StageStatus;
import io.cdcpipeline.local.supervise.JvmTuning;
import io.cdcpipeline.local.supervise.PipelineRun;
import io.cdcpipeline.local.wait.Deadline;
import io.cdcpipeline.plan.StageName;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The seed scenario: four rows, then an insert, an update, a delete and a new column, each followed into the lake. */
public final class Demo {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final long POLL_MILLIS = 20;

    private final PipelineHome home;
    private final Instant start;
    private final DemoView view;
    private Endpoints endpoints;

    /** @param start when the user asked for it */
    public Demo(PipelineHome home, Instant start, DemoView view) {
        this.home = home;
        this.start = start;
        this.view = view;
    }

    /**
     * Runs all of it and stops the pipeline. Returns what the comparison at the end said.
     *
     * @param interrupted runs when this process was told to end and the pipeline has stopped
     */
    public List<TableVerification> run(Path manifest, Runnable interrupted) throws SQLException, InterruptedException {
        try (PipelineRun run = PipelineRun.start(home, manifest, JvmTuning.START, view::stages)) {
            run.afterwards(interrupted);
            endpoints = run.endpoints();
            long version = awaitVersion(-1, run);
            Instant first = Instant.now();
            RunningJobSql lake = new RunningJobSql(endpoints);
            try (Connection source = new SourceDatabase(endpoints).connect()) {
                view.step(DemoStep.SNAPSHOT.title(), List.of(), Duration.between(start, first), sides(source, lake));
                view.breakdown(breakdown(run.state(), first));
                for (DemoStep step : DemoStep.CHANGES) {
                    version = change(step, source, version, run);
                }
            }
            return new Verification(new JobControl(endpoints))
                    .run(new SourceDatabase(endpoints).capturedTables(), new Deadline(PATIENCE), status -> {});
        }
    }

    private long change(DemoStep step, Connection source, long before, PipelineRun run)
            throws SQLException, InterruptedException {
        for (String sql : step.sql()) {
            try (Statement statement = source.createStatement()) {
                statement.execute(sql);
            }
        }
        Instant committed = Instant.now();
        long version = awaitVersion(before, run);
        Duration took = Duration.between(committed, Instant.now());
        view.step(step.title(), step.sql(), took, sides(source, new RunningJobSql(endpoints)));
        return version;
    }

    private static DemoView.Sides sides(Connection source, RunningJobSql lake) throws SQLException {
        return new DemoView.Sides(Rows.ofSource(source), Rows.ofLake(lake));
    }

    /** Returns the table's version in Delta once it is later than the one before. */
    private long awaitVersion(long before, PipelineRun run) throws InterruptedException {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(deadline)) {
            Optional<Long> version =
                    JobStatusClient.ask(endpoints.statusUrl()).flatMap(s -> s.versionOf(DemoStep.TABLE));
            if (version.isPresent() && version.get() > before) {
                return version.get();
            }
            failWhenBlocked(run.state());
            Thread.sleep(POLL_MILLIS);
        }
        throw new LocalException(
                "Nothing came into the lake for " + PATIENCE.toMinutes() + " minutes; see " + home.logs() + ".");
    }

    private static void failWhenBlocked(PipelineState state) {
        if (state.failure() != null) {
            throw new LocalException(state.failure());
        }
        state.blocked().ifPresent(stage -> {
            throw new LocalException(stage.stage() + " cannot come up: " + stage.message());
        });
    }

    private Map<String, Duration> breakdown(PipelineState state, Instant first) {
        Map<String, Duration> events = new LinkedHashMap<>();
        events.put("processes started", Duration.between(start, state.started()));
        for (StageName name : StageName.values()) {
            StageStatus stage = state.stage(name);
            events.put(stage.message(), Duration.between(start, stage.since()));
        }
        events.put("first row in Delta", Duration.between(start, first));
        return events;
    }
}
