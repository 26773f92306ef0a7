package io.cdcpipeline.observe;

import static io.cdcpipeline.observe.Shapes.strimzi;
import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.observe.ConnectorSight.Task;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConnectReadingTest {

    private static final Live READY_WITHOUT_TASKS = strimzi("KafkaConnector", """
            {observedGeneration: 2, conditions: [{type: Ready, status: 'True'}],
             connectorStatus: {name: x, connector: {state: RUNNING, worker_id: w}, tasks: [], type: source}}""");
    private static final Live READY_AND_RUNNING = strimzi("KafkaConnector", """
            {observedGeneration: 2, conditions: [{type: Ready, status: 'True'}],
             connectorStatus: {connector: {state: RUNNING}, tasks: [{id: 0, state: RUNNING, worker_id: w}]}}""");

    @Test
    void connectorWithoutATaskCapturesNothing() {
        assertThat(read(READY_WITHOUT_TASKS, new ConnectorSight.NotAsked())).isInstanceOf(Standing.Waiting.class);
        assertThat(read(READY_WITHOUT_TASKS, new ConnectorSight.Seen("RUNNING", "", List.of())))
                .isInstanceOf(Standing.Waiting.class);
    }

    @Test
    void connectsWordOverrulesWhatStrimziSawTwoMinutesAgo() {
        var failed = new ConnectorSight.Seen("RUNNING", "", List.of(new Task(0, "FAILED", """
                org.apache.kafka.connect.errors.ConnectException: An exception occurred in the change event producer.
                \tat io.debezium.pipeline.ErrorHandler.setProducerThrowable(ErrorHandler.java:73)
                Caused by: org.postgresql.util.PSQLException: FATAL: password authentication failed for user "cdc"
                \tat org.postgresql.core.v3.ConnectionFactoryImpl.doAuthentication(ConnectionFactoryImpl.java:704)
                """)));

        assertThat(read(READY_AND_RUNNING, failed))
                .isEqualTo(new Standing.Failed(
                        "TaskFailed",
                        "The connector's task failed: org.postgresql.util.PSQLException: FATAL: password"
                                + " authentication failed for user \"cdc\"; Strimzi restarts it with back-off"));
    }

    @Test
    void strimzisWordCountsWhereConnectCannotBeReached() {
        var silent = new ConnectorSight.Unreachable("http://x:8083: connect timed out");

        assertThat(read(READY_AND_RUNNING, silent)).isInstanceOf(Standing.Ready.class);
        assertThat(read(READY_WITHOUT_TASKS, silent)).isInstanceOf(Standing.Unknown.class);
    }

    @Test
    void runningTaskCaptures() {
        assertThat(read(
                        READY_WITHOUT_TASKS,
                        new ConnectorSight.Seen("RUNNING", "", List.of(new Task(0, "RUNNING", "")))))
                .isInstanceOf(Standing.Ready.class);
    }

    @Test
    void strimzisRefusalComesBeforeTheOldTasksState() {
        Live refused = strimzi("KafkaConnector", """
                {observedGeneration: 2, conditions: [{type: NotReady, status: 'True', reason: ConnectRestException,
                 message: "PUT /connectors/x/config returned 400 (Bad Request): Unable to connect"}]}""");

        assertThat(read(refused, new ConnectorSight.Seen("RUNNING", "", List.of(new Task(0, "RUNNING", "")))))
                .extracting(Standing::reason)
                .isEqualTo("ConnectRestException");
    }

    @Test
    void suspendedConnectorIsHeldOnceItHasStopped() {
        var running = new ConnectorSight.Seen("RUNNING", "", List.of(new Task(0, "RUNNING", "")));
        var stopped = new ConnectorSight.Seen("STOPPED", "", List.of());

        assertThat(ConnectReading.connector("x", Optional.of(READY_AND_RUNNING), running, true))
                .extracting(Standing::reason)
                .isEqualTo("Suspending");
        assertThat(ConnectReading.connector("x", Optional.of(READY_AND_RUNNING), stopped, true))
                .isInstanceOf(Standing.Held.class);
        assertThat(ConnectReading.connector("x", Optional.empty(), new ConnectorSight.NotAsked(), true))
                .isInstanceOf(Standing.Held.class);
    }

    private static Standing read(Live connector, ConnectorSight sight) {
        return ConnectReading.connector("x", Optional.of(connector), sight, false);
    }
}
