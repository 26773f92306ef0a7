package io.cdcpipeline.local.stack;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.connect.cli.ConnectDistributed;
import org.apache.kafka.connect.errors.NotFoundException;
import org.apache.kafka.connect.runtime.Connect;
import org.apache.kafka.connect.runtime.Herder;
import org.apache.kafka.connect.runtime.TargetState;
import org.apache.kafka.connect.runtime.distributed.DistributedHerder;
import org.apache.kafka.connect.runtime.rest.entities.ConnectorInfo;
import org.apache.kafka.connect.runtime.rest.entities.ConnectorStateInfo;
import org.apache.kafka.connect.util.Callback;
import org.apache.kafka.connect.util.ConnectorTaskId;
import org.apache.kafka.connect.util.FutureCallback;

/** The Connect worker, with the connectors asked for. */
final class ConnectWorker {

    private static final long CALL_LIMIT_SECONDS = 60;

    private final Map<String, String> properties;
    private Connect<DistributedHerder> connect;

    ConnectWorker(Map<String, String> properties) {
        this.properties = Map.copyOf(properties);
    }

    /** Returns when the worker serves its REST interface; it joins its group a moment later. */
    void start() {
        connect = new ConnectDistributed().startConnect(properties);
    }

    /**
     * Commits what was sent, then leaves. Returns when that is done, whoever began it: when the process ends, Connect's own
     * shutdown hook may come first, and Kafka must not go before its worker.
     */
    void stop() {
        if (connect == null) {
            return;
        }
        connect.stop();
        connect.awaitStop();
        try {
            connect.herderTask().get(CALL_LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException | CancellationException e) {
            throw new IllegalStateException("The worker did not end well", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether its connectors, its group and its threads are gone. */
    boolean hasEnded() {
        return connect.herderTask().isDone();
    }

    /**
     * Creates or changes a connector. One that is as wanted is left alone: a write would restart it.
     *
     * @throws ExecutionException also while the worker has not joined its group yet
     */
    void put(ConnectorSpec spec) throws ExecutionException, TimeoutException, InterruptedException {
        if (present(spec.name()).filter(spec.config()::equals).isEmpty()) {
            TargetState state = TargetState.valueOf(spec.state());
            this.<Herder.Created<ConnectorInfo>>call(
                    done -> connect.herder().putConnectorConfig(spec.name(), spec.config(), state, true, done));
            return;
        }
        switch (TargetState.valueOf(spec.state())) {
            case STARTED -> connect.herder().resumeConnector(spec.name());
            case PAUSED -> connect.herder().pauseConnector(spec.name());
            case STOPPED -> this.<Void>call(done -> connect.herder().stopConnector(spec.name(), done));
        }
    }

    /** Throws {@link NotFoundException} until the connector's first state has been written down. */
    ConnectorStateInfo status(String connector) {
        return connect.herder().connectorStatus(connector);
    }

    void restartTask(String connector, int task) throws ExecutionException, TimeoutException, InterruptedException {
        this.<Void>call(done -> connect.herder().restartTask(new ConnectorTaskId(connector, task), done));
    }

    void restartConnector(String connector) throws ExecutionException, TimeoutException, InterruptedException {
        this.<Void>call(done -> connect.herder().restartConnector(connector, done));
    }

    private Optional<Map<String, String>> present(String connector)
            throws ExecutionException, TimeoutException, InterruptedException {
        try {
            return Optional.of(
                    this.<Map<String, String>>call(done -> connect.herder().connectorConfig(connector, done)));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof NotFoundException) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private <T> T call(Request<T> request) throws ExecutionException, TimeoutException, InterruptedException {
        FutureCallback<T> done = new FutureCallback<>();
        request.start(done);
        return done.get(CALL_LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    private interface Request<T> {
        void start(Callback<T> done);
    }
}
