package io.cdcpipeline.local.supervise;

import io.cdcpipeline.local.query.JobStatus;
import io.cdcpipeline.local.stage.StageEvent;
import io.cdcpipeline.local.stage.StageState;
import io.cdcpipeline.plan.StageName;
import java.util.function.Consumer;

/** Asks the job how it fares, as nobody else tells. */
final class JobWatch {

    private static final long POLL_MILLIS = 200;

    private final String statusUrl;
    private final Consumer<StageEvent> board;
    private final Thread thread = new Thread(this::run, "job-watch");

    JobWatch(String statusUrl, Consumer<StageEvent> board) {
        this.statusUrl = statusUrl;
        this.board = board;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    void stop() {
        thread.interrupt();
    }

    private void run() {
        try {
            while (true) {
                JobStatus.ask(statusUrl).ifPresent(status -> board.accept(event(status)));
                Thread.sleep(POLL_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static StageEvent event(JobStatus status) {
        return switch (status.state()) {
            case "Running" -> StageEvent.ready(StageName.APPLY, "the job runs");
            case "Failed" -> new StageEvent(StageName.APPLY, StageState.FAILED, String.valueOf(status.message()));
            default -> StageEvent.starting(StageName.APPLY, "the job is starting");
        };
    }
}
