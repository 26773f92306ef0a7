package io.cdcpipeline.local.supervise;

import io.cdcpipeline.contract.JobStatus;
import io.cdcpipeline.contract.TableCondition;
import io.cdcpipeline.local.query.JobStatusClient;
import io.cdcpipeline.local.stage.StageEvent;
import io.cdcpipeline.local.stage.StageState;
import io.cdcpipeline.plan.StageName;
import java.util.function.Consumer;

/** Polls the job for its status, since nobody else reports it. */
final class JobStatusPoller {

    private static final long POLL_MILLIS = 200;

    private final String statusUrl;
    private final Consumer<StageEvent> board;
    private final Thread thread = new Thread(this::run, "job-watch");

    JobStatusPoller(String statusUrl, Consumer<StageEvent> board) {
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
                JobStatusClient.ask(statusUrl).ifPresent(status -> board.accept(event(status)));
                Thread.sleep(POLL_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static StageEvent event(JobStatus status) {
        return switch (status.state()) {
            case RUNNING -> StageEvent.ready(StageName.APPLY, running(status));
            case FAILED -> new StageEvent(StageName.APPLY, StageState.FAILED, String.valueOf(status.message()));
            case STARTING -> StageEvent.starting(StageName.APPLY, "the job is starting");
        };
    }

    private static String running(JobStatus status) {
        int failed = status.tables(TableCondition.FAILED).size();
        return failed == 0
                ? "the job runs"
                : "the job runs; " + failed + " of " + status.tables().size() + " tables failed";
    }
}
