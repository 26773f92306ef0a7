package io.cdcpipeline.local.lab;

import io.cdcpipeline.local.Installation;
import io.cdcpipeline.local.LocalException;
import io.cdcpipeline.local.home.PipelineHome;
import io.cdcpipeline.local.source.OnlyPostgresql;
import io.cdcpipeline.local.stage.PipelineState;
import io.cdcpipeline.local.supervise.JvmTuning;
import io.cdcpipeline.local.supervise.LivePipeline;
import io.cdcpipeline.local.supervise.PipelineRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** The pipeline that a lab is about: the one that runs, or else the sample, which then ends with the lab. */
public final class LabPipeline implements AutoCloseable {

    private static final long POLL_MILLIS = 100;

    private final PipelineHome home;
    private final AutoCloseable own;

    private LabPipeline(PipelineHome home, AutoCloseable own) {
        this.home = home;
        this.own = own;
    }

    /**
     * Returns when it is ready.
     *
     * @throws LocalException when a folder holds a pipeline that was made by another command and does not run, or when the
     *     sample cannot come up
     */
    public static LabPipeline in(PipelineHome home, Consumer<PipelineState> viewer) throws InterruptedException {
        Optional<LivePipeline> running = LivePipeline.find(home);
        if (running.isPresent()) {
            OnlyPostgresql.require(
                    running.get().endpoints(),
                    "cdc lab",
                    "with another --dir it runs the sample; cdc sql reads this lake");
            return new LabPipeline(home, () -> {});
        }
        if (Files.exists(home.identity()) && !Files.exists(mark(home))) {
            throw new LocalException("The pipeline in " + home + " does not run; cdc up FILE --dir " + home
                    + " starts it, and with another --dir cdc lab runs the sample.");
        }
        home.create();
        try {
            Files.writeString(mark(home), "cdc lab runs the sample here when no pipeline runs.\n");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write in " + home, e);
        }
        PipelineRun run = PipelineRun.start(home, Installation.current().sample(), JvmTuning.THROUGHPUT, viewer);
        LabPipeline pipeline = new LabPipeline(home, run);
        try {
            awaitReady(run);
        } catch (RuntimeException | InterruptedException e) {
            pipeline.close();
            throw e;
        }
        return pipeline;
    }

    public PipelineHome home() {
        return home;
    }

    private static void awaitReady(PipelineRun run) throws InterruptedException {
        while (!run.state().isReady()) {
            PipelineState state = run.state();
            if (state.failure() != null) {
                throw new LocalException(state.failure());
            }
            state.blocked().ifPresent(stage -> {
                throw new LocalException(stage.stage() + " cannot come up: " + stage.message());
            });
            Thread.sleep(POLL_MILLIS);
        }
    }

    private static Path mark(PipelineHome home) {
        return home.dir().resolve("sample");
    }

    @Override
    public void close() {
        try {
            own.close();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
