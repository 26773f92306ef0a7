package io.cdcpipeline.local.supervise;

import io.cdcpipeline.local.LocalException;
import io.cdcpipeline.local.home.Endpoints;
import io.cdcpipeline.local.home.JsonFile;
import io.cdcpipeline.local.home.PipelineHome;
import io.cdcpipeline.local.mapping.LocalPlan;
import io.cdcpipeline.local.stage.PipelineState;
import io.cdcpipeline.local.stage.StageEvent;
import io.cdcpipeline.local.stage.StageState;
import io.cdcpipeline.plan.StageName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Runs a plan: starts its processes, watches them, starts again what dies, and stops all of them. One for a folder: the
 * caller holds the folder's lock.
 */
final class Supervisor {

    /** Connect waits for its tasks, PostgreSQL writes a checkpoint, a JVM may write an archive of its classes. */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(60);

    private final PipelineHome home;
    private final LocalPlan plan;
    private final StageBoard board;
    private final ProcessRestarter stack;
    private final ProcessRestarter job;
    private final JobStatusPoller jobWatch;
    private final Optional<LogWatch> logWatch;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicBoolean stopped = new AtomicBoolean();
    private volatile String failure;

    Supervisor(LaunchCommands launches, LocalPlan plan, Consumer<PipelineState> viewer) {
        this.home = launches.home();
        this.plan = plan;
        this.board = new StageBoard(home, viewer);
        StackProcessWatcher stackWatcher = new StackProcessWatcher(home, board, this::writeEndpoints, this::giveUp);
        this.stack = new ProcessRestarter(
                Processes.STACK, launches.stack(stackSpec(), plan.endpoints().binlog() != null), home, stackWatcher);
        this.job = plan.job() == null
                ? null
                : new ProcessRestarter(
                        Processes.JOB,
                        launches.job(plan.job()),
                        home,
                        new JobProcessWatcher(board, this::writeEndpoints));
        this.jobWatch = new JobStatusPoller(plan.endpoints().statusUrl(), board::post);
        this.logWatch = plan.slot().map(slot -> new LogWatch(slot, board::state, board::post));
    }

    /** Starts everything at once: each process waits for what it needs. */
    public void start() {
        Processes.supervisorFile(home).write(ProcessHandle.current().pid());
        plan.stack().write(stackSpec());
        stack.start();
        logWatch.ifPresent(LogWatch::start);
        if (job == null) {
            board.post(new StageEvent(StageName.APPLY, StageState.SUSPENDED, "spec.suspend is true"));
        } else {
            job.start();
            jobWatch.start();
        }
    }

    /**
     * Returns when the pipeline was stopped.
     *
     * @throws LocalException when it cannot go on
     */
    public void awaitEnd() throws InterruptedException {
        ended.await();
        if (failure != null) {
            throw new LocalException(failure);
        }
    }

    Endpoints endpoints() {
        return plan.endpoints();
    }

    PipelineState state() {
        return board.state();
    }

    /** Stops all processes, side by side. Safe to call twice, and from a shutdown hook. */
    public void stop() {
        if (stopped.getAndSet(true)) {
            awaitStopped();
            return;
        }
        boolean wasReady = board.state().isReady();
        jobWatch.stop();
        logWatch.ifPresent(LogWatch::stop);
        stack.release();
        if (job != null) {
            job.release();
            job.awaitEnd(STOP_LIMIT, wasReady);
        }
        stack.awaitEnd(STOP_LIMIT, wasReady);
        Processes.endAll(home);
        JsonFile.write(home.endpoints(), plan.endpoints());
        for (StageName stage : StageName.values()) {
            if (board.state().stage(stage).state() != StageState.BLOCKED) {
                board.post(new StageEvent(stage, StageState.STOPPED, ""));
            }
        }
        ended.countDown();
    }

    /** A shutdown hook that returned earlier would let the JVM end before its children have. */
    private void awaitStopped() {
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void giveUp(String sentence) {
        failure = sentence;
        board.fail(sentence);
        stop();
    }

    private Path stackSpec() {
        return home.run().resolve("stack.json");
    }

    private void writeEndpoints() {
        Map<String, Long> pids = new TreeMap<>();
        pids.put("supervisor", ProcessHandle.current().pid());
        stack.pid().ifPresent(pid -> {
            for (String stage : new String[] {"source", "broker", "capture"}) {
                pids.put(stage, pid);
            }
        });
        if (job != null) {
            job.pid().ifPresent(pid -> pids.put("apply", pid));
        }
        JsonFile.write(home.endpoints(), plan.endpoints().withPids(pids));
    }
}
