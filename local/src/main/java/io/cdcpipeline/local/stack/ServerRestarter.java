package io.cdcpipeline.local.stack;

import io.cdcpipeline.local.LocalException;
import io.cdcpipeline.local.process.RestartDelay;
import io.cdcpipeline.local.stage.StageEvent;
import io.cdcpipeline.plan.StageName;
import java.io.UncheckedIOException;

/** Starts the server again when its process ends: Debezium and whoever else is connected come back by themselves. */
final class ServerRestarter {

    private final ManagedServer server;
    private final StageEvents events;
    private final RestartDelay delay = new RestartDelay();
    private volatile boolean stopping;

    ServerRestarter(ManagedServer server, StageEvents events) {
        this.server = server;
        this.events = events;
    }

    String title() {
        return server.title();
    }

    /** Returns when the server is up for the first time. */
    void start() {
        Process process = firstStart();
        Thread thread = new Thread(() -> keep(process), "database-keeper");
        thread.setDaemon(true);
        thread.start();
    }

    private Process firstStart() {
        while (true) {
            try {
                return server.start();
            } catch (ServerKilledException e) {
                delay.failed();
                events.send(StageEvent.starting(StageName.SOURCE, e.getMessage()));
                pause(e);
            }
        }
    }

    private void pause(ServerKilledException reason) {
        try {
            Thread.sleep(delay.remaining().toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw reason;
        }
    }

    void stop() {
        stopping = true;
        server.stop();
    }

    private void keep(Process first) {
        Process process = first;
        try {
            while (true) {
                int code = process.waitFor();
                if (stopping) {
                    return;
                }
                events.send(StageEvent.failed(
                        StageName.SOURCE, server.title() + " ended with code " + code + "; it starts again"));
                process = startAgain();
                events.send(StageEvent.ready(StageName.SOURCE, server.title() + " runs"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What has begun to run ends: another one could not run beside it. */
    private void failed(String message) {
        server.stop();
        delay.failed();
        events.send(StageEvent.failed(StageName.SOURCE, message));
    }

    private Process startAgain() throws InterruptedException {
        while (true) {
            delay.succeeded();
            Thread.sleep(delay.remaining().toMillis());
            try {
                return server.start();
            } catch (LocalException e) {
                failed(e.getMessage());
            } catch (UncheckedIOException e) {
                // A full disk, as a rule, which somebody may free.
                failed(e.getMessage() + ": " + e.getCause().getMessage());
            }
        }
    }
}
