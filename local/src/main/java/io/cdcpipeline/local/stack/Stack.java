package io.cdcpipeline.local.stack;

import io.cdcpipeline.local.LocalException;
import io.cdcpipeline.local.stage.StageEvent;
import io.cdcpipeline.local.stage.StageState;
import io.cdcpipeline.plan.StageName;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the database and Kafka side by side, then Connect, then the connector; stops them the other way round. */
final class Stack {

    /** The exit code of a failure that another start would only repeat: EX_CONFIG of sysexits.h. */
    static final int BLOCKED = 78;

    private static final Logger LOG = LoggerFactory.getLogger(Stack.class);

    private final StackSpec spec;
    private final StageEvents events;
    private final ServerRestarter database;
    private final KafkaNode kafka;
    private final ConnectWorker worker;

    Stack(StackSpec spec, StageEvents events) {
        this.spec = spec;
        this.events = events;
        this.database = spec.ownsSource() ? new ServerRestarter(server(spec), events) : null;
        this.kafka = spec.kafka() == null ? null : new KafkaNode(spec.kafka());
        this.worker = new ConnectWorker(spec.connect().worker());
    }

    private static ManagedServer server(StackSpec spec) {
        return spec.postgres() == null ? new MariaDbServer(spec.mariadb()) : new PostgresServer(spec.postgres());
    }

    /** Runs for ever; returns an exit code when it cannot start. */
    int run() throws InterruptedException {
        CompletableFuture<Void> source = started(StageName.SOURCE, this::startSource);
        CompletableFuture<Void> broker = started(StageName.BROKER, this::startBroker);
        CompletableFuture<Void> connect = broker.thenCompose(ok -> started(StageName.CAPTURE, this::startConnect));
        try {
            CompletableFuture.allOf(source, connect).join();
        } catch (CompletionException e) {
            LOG.error("The stack cannot start", e.getCause());
            return e.getCause() instanceof LocalException ? BLOCKED : 1;
        }
        for (ConnectorSpec connector : spec.connect().connectors()) {
            new ConnectorWatch(worker, connector, events).run();
        }
        return 0;
    }

    void stop() {
        quietly("Connect", worker::stop);
        if (kafka != null) {
            quietly("Kafka", kafka::stop);
        }
        if (database != null) {
            quietly(database.title(), database::stop);
        }
    }

    private void startSource() {
        if (database != null) {
            events.send(StageEvent.starting(StageName.SOURCE, database.title() + " is starting"));
            database.start();
        }
        events.send(StageEvent.ready(
                StageName.SOURCE, database == null ? "an external database" : database.title() + " runs"));
    }

    private void startBroker() {
        if (kafka != null) {
            events.send(StageEvent.starting(StageName.BROKER, "Kafka is starting"));
            kafka.start();
        }
        events.send(StageEvent.ready(StageName.BROKER, kafka == null ? "an external Kafka" : "Kafka runs"));
    }

    private void startConnect() {
        events.send(StageEvent.starting(StageName.CAPTURE, "Connect is starting"));
        worker.start();
    }

    private CompletableFuture<Void> started(StageName stage, Runnable start) {
        return CompletableFuture.runAsync(start, task -> new Thread(task, "start-" + stage).start())
                .whenComplete((ok, failure) -> {
                    if (failure != null) {
                        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
                        StageState state = cause instanceof LocalException ? StageState.BLOCKED : StageState.FAILED;
                        events.send(new StageEvent(stage, state, String.valueOf(cause.getMessage())));
                    }
                });
    }

    private static void quietly(String what, Runnable stop) {
        try {
            stop.run();
        } catch (RuntimeException e) {
            // The others must be stopped all the same; each of them survives a hard end.
            LOG.warn("{} did not stop cleanly", what, e);
        }
    }
}
