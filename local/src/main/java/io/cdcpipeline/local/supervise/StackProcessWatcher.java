package io.cdcpipeline.local.supervise;

import io.cdcpipeline.local.home.PipelineHome;
import io.cdcpipeline.local.stage.StageEvent;
import io.cdcpipeline.plan.StageName;
import java.util.List;
import java.util.function.Consumer;

/** Follows the process that PostgreSQL, Kafka and Connect share. */
record StackProcessWatcher(PipelineHome home, StageBoard board, Runnable onStart, Consumer<String> gaveUp)
        implements ProcessRestarter.Watcher {

    private static final List<StageName> STAGES = List.of(StageName.SOURCE, StageName.BROKER, StageName.CAPTURE);

    @Override
    public void clear() {
        Processes.endDatabase(home);
    }

    @Override
    public void started() {
        onStart.run();
    }

    @Override
    public void line(String line) {
        StageLine.parse(line).ifPresent(board::post);
    }

    /** What the process was told to do cannot be done when it says so: trying again would not help. */
    @Override
    public boolean ended(int code) {
        if (code == ProcessRestarter.BLOCKED) {
            gaveUp.accept(board.state()
                    .blocked()
                    .map(stage -> stage.message())
                    .orElse("PostgreSQL, Kafka and Connect cannot start; see " + home.logs() + "."));
            return false;
        }
        for (StageName stage : STAGES) {
            board.post(StageEvent.failed(stage, "the process ended with code " + code + "; it starts again"));
        }
        return true;
    }
}
