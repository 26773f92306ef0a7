package io.cdcpipeline.local.supervise;

import io.cdcpipeline.local.stage.StageEvent;
import io.cdcpipeline.plan.StageName;

/** Follows the process of the streaming job. */
record JobProcessWatcher(StageBoard board, Runnable onStart) implements ProcessRestarter.Watcher {

    @Override
    public void clear() {
        board.post(StageEvent.starting(StageName.APPLY, "Spark is starting"));
    }

    @Override
    public void started() {
        onStart.run();
    }

    @Override
    public void line(String line) {
        // Its log goes to a file; what it prints besides is of no use here.
    }

    @Override
    public boolean ended(int code) {
        board.post(StageEvent.failed(StageName.APPLY, "the job ended with code " + code + "; it starts again"));
        return true;
    }
}
