package io.cdcpipeline.cli;

import io.cdcpipeline.local.home.PipelineHome;
import io.cdcpipeline.local.stage.PipelineState;
import java.util.function.Consumer;

/** Says once how to use a pipeline that has become ready. */
final class ReadyNotice implements Consumer<PipelineState> {

    private final StageProgress progress;
    private final Terminal terminal;
    private final PipelineHome home;
    private boolean announced;

    ReadyNotice(StageProgress progress, Terminal terminal, PipelineHome home) {
        this.progress = progress;
        this.terminal = terminal;
        this.home = home;
    }

    @Override
    public synchronized void accept(PipelineState state) {
        progress.accept(state);
        if (state.isReady() && !announced) {
            announced = true;
            terminal.line("Ready in " + home + ". Ctrl-C ends it; in another terminal: cdc psql, cdc sql, cdc status.");
        }
    }
}
