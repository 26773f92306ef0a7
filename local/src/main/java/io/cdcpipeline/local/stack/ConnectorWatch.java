package io.cdcpipeline.local.stack;

import io.cdcpipeline.local.process.RestartDelay;
import io.cdcpipeline.local.stage.StageEvent;
import io.cdcpipeline.local.stage.StageState;
import io.cdcpipeline.plan.StageName;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.connect.errors.NotFoundException;
import org.apache.kafka.connect.runtime.rest.entities.ConnectorStateInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a connector, tells what becomes of it, and restarts what failed, as Strimzi's operator does on a cluster for a
 * {@code KafkaConnector} with {@code autoRestart}: later each time, though in seconds rather than minutes.
 */
final class ConnectorWatch {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectorWatch.class);
    private static final long POLL_MILLIS = 100;

    private final ConnectWorker worker;
    private final ConnectorSpec spec;
    private final StageEvents events;
    private final RestartDelay delay = new RestartDelay();
    private StageEvent last;
    private int restarts;

    ConnectorWatch(ConnectWorker worker, ConnectorSpec spec, StageEvents events) {
        this.worker = worker;
        this.spec = spec;
        this.events = events;
    }

    /** Runs until the thread is interrupted. */
    void run() throws InterruptedException {
        say(StageEvent.starting(StageName.CAPTURE, "the connector is starting"));
        put();
        while (true) {
            observe();
            Thread.sleep(POLL_MILLIS);
        }
    }

    private void put() throws InterruptedException {
        while (true) {
            try {
                worker.put(spec);
                return;
            } catch (ExecutionException | TimeoutException e) {
                // Before the worker has joined its group nobody may write; a configuration that Debezium refuses stays.
                LOG.info("Connector {} not taken yet: {}", spec.name(), e.toString());
                if (ConnectError.isRefusal(e)) {
                    say(new StageEvent(StageName.CAPTURE, StageState.BLOCKED, ConnectError.sentence(e)));
                }
                Thread.sleep(POLL_MILLIS);
            }
        }
    }

    private void observe() throws InterruptedException {
        ConnectorStateInfo status;
        try {
            status = worker.status(spec.name());
        } catch (NotFoundException e) {
            return;
        }
        List<String> traces = ConnectError.traces(status);
        if (!traces.isEmpty()) {
            failed(status, ConnectError.cause(traces.get(0)));
        } else if (status.connector().state().equals("RUNNING") && isCapturing(status)) {
            delay.succeeded();
            say(StageEvent.ready(StageName.CAPTURE, "the connector runs"));
        } else if (spec.state().equals("STOPPED") || spec.state().equals("PAUSED")) {
            say(new StageEvent(
                    StageName.CAPTURE,
                    StageState.SUSPENDED,
                    "the connector is " + spec.state().toLowerCase(java.util.Locale.ROOT)));
        }
    }

    private static boolean isCapturing(ConnectorStateInfo status) {
        return !status.tasks().isEmpty()
                && status.tasks().stream().allMatch(t -> t.state().equals("RUNNING"));
    }

    private void failed(ConnectorStateInfo status, String cause) throws InterruptedException {
        boolean mayRestart = spec.restartLimit() == null || restarts < spec.restartLimit();
        say(new StageEvent(StageName.CAPTURE, mayRestart ? StageState.FAILED : StageState.BLOCKED, cause));
        if (!mayRestart || !delay.isOver()) {
            return;
        }
        restarts++;
        delay.failed();
        try {
            if (status.connector().state().equals("FAILED")) {
                worker.restartConnector(spec.name());
            }
            for (ConnectorStateInfo.TaskState task : status.tasks()) {
                if (task.state().equals("FAILED")) {
                    worker.restartTask(spec.name(), task.id());
                }
            }
        } catch (ExecutionException | TimeoutException e) {
            LOG.info("Connector {} not restarted yet: {}", spec.name(), e.toString());
        }
    }

    private void say(StageEvent event) {
        if (!event.equals(last)) {
            last = event;
            events.send(event);
        }
    }
}
