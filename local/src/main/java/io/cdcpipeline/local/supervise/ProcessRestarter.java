package io.cdcpipeline.local.supervise;

import io.cdcpipeline.local.home.PipelineHome;
import io.cdcpipeline.local.process.Child;
import io.cdcpipeline.local.process.PidFile;
import io.cdcpipeline.local.process.RestartDelay;
import java.time.Duration;
import java.util.Optional;

/** Keeps one child process running: starts it again, later each time, until it is told to stop. */
final class ProcessRestarter {

    /** The exit code of a child that would only fail the same way again. */
    static final int BLOCKED = 78;

    private final String name;
    private final Launch launch;
    private final PipelineHome home;
    private final Watcher watcher;
    private final RestartDelay delay = new RestartDelay();
    private volatile boolean stopping;
    private volatile Child child;

    ProcessRestarter(String name, Launch launch, PipelineHome home, Watcher watcher) {
        this.name = name;
        this.launch = launch;
        this.home = home;
        this.watcher = watcher;
    }

    /** Is told what becomes of the child; every call comes from a thread of its own. */
    interface Watcher {

        /** The last child, if there was one, is gone; what it left behind can be cleared away. */
        void clear();

        void started();

        void line(String line);

        /** Says whether to start again. */
        boolean ended(int code);
    }

    static PidFile pidFile(PipelineHome home, String name) {
        return new PidFile(home.run().resolve(name + ".pid"));
    }

    synchronized void start() {
        if (stopping) {
            return;
        }
        watcher.clear();
        child = Child.start(launch.command(), pidFile(home, name), home.logs().resolve(name + ".out"), watcher::line);
        child.exit().thenAccept(code -> new Thread(() -> restart(code), name + "-restart").start());
        watcher.started();
    }

    Optional<Long> pid() {
        return Optional.ofNullable(child).map(Child::pid);
    }

    /** Not synchronized: it must not wait for a pause before a restart. */
    void release() {
        stopping = true;
        if (child != null) {
            child.release();
        }
    }

    /** @param complete whether it came far enough for its class archive to be worth keeping */
    synchronized void awaitEnd(Duration limit, boolean complete) {
        if (child != null) {
            child.release();
            child.awaitEnd(limit);
            launch.archive().settle(complete);
        }
    }

    private void restart(int code) {
        if (stopping || !watcher.ended(code)) {
            return;
        }
        delay.succeeded();
        delay.failed();
        try {
            Thread.sleep(delay.remaining().toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        start();
    }
}
