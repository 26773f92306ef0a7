package io.cdcpipeline.local.supervise;

import io.cdcpipeline.local.home.JsonFile;
import io.cdcpipeline.local.home.PipelineHome;
import io.cdcpipeline.local.stage.PipelineState;
import io.cdcpipeline.local.stage.StageEvent;
import java.time.Instant;
import java.util.function.Consumer;

/** The latest state of all stages: kept on disk for other commands, told to whoever shows it. */
final class StageBoard {

    private final PipelineHome home;
    private final Consumer<PipelineState> viewer;
    private PipelineState state;

    StageBoard(PipelineHome home, Consumer<PipelineState> viewer) {
        this.home = home;
        this.viewer = viewer;
        this.state = PipelineState.fresh(ProcessHandle.current().pid(), Instant.now());
        publish();
    }

    synchronized void post(StageEvent event) {
        PipelineState next = state.with(event, Instant.now());
        if (next != state) {
            state = next;
            publish();
        }
    }

    synchronized void fail(String sentence) {
        state = state.failed(sentence);
        publish();
    }

    synchronized PipelineState state() {
        return state;
    }

    private void publish() {
        JsonFile.write(home.state(), state);
        viewer.accept(state);
    }
}
