package io.cdcpipeline.observe;

import static io.cdcpipeline.observe.Shapes.strimzi;
import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.observe.ObservedConnector.Task;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConnectConditionsTest {

    private static final ObservedResource READY_WITHOUT_TASKS = strimzi("KafkaConnector", """
            {observedGeneration: 2, conditions: [{type: Ready, status: 'True'}],
             connectorStatus: {name: x, connector: {state: RUNNING, worker_id: w}, tasks: [], type: source}}""");
    private static final ObservedResource READY_AND_RUNNING = strimzi("KafkaConnector", """
            {observedGeneration: 2, conditions: [{type: Ready, status: 'True'}],
             connectorStatus: {connector: {state: RUNNING}, tasks: [{id: 0, state: RUNNING, worker_id: w}]}}""");

    @Test
    void connectorWithoutATaskCapturesNothing() {
        assertThat(read(READY_WITHOUT_TASKS, new ObservedConnector.NotAsked()))
                .isInstanceOf(StageCondition.Waiting.class);
        assertThat(read(READY_WITHOUT_TASKS, new ObservedConnector.Seen("RUNNING", "", List.of())))
                .isInstanceOf(StageCondition.Waiting.class);
    }

    @Test
    void connectsWordOverrulesWhatStrimziSawTwoMinutesAgo() {
        var failed = new ObservedConnector.Seen("RUNNING", "", List.of(new Task(0, "FAILED", """
                org.apache.kafka.connect.errors.ConnectException: An exception occurred in the change event producer.
                \tat io.debezium.pipeline.ErrorHandler.setProducerThrowable(ErrorHandler.java:73)
                Caused by: org.postgresql.util.PSQLException: FATAL: password authentication failed for user "cdc"
                \tat org.postgresql.core.v3.ConnectionFactoryImpl.doAuthentication(ConnectionFactoryImpl.java:704)
                """)));

        assertThat(read(READY_AND_RUNNING, failed))
                .isEqualTo(new StageCondition.Failed(
                        "TaskFailed",
                        "The connector's task failed: org.postgresql.util.PSQLException: FATAL: password"
                                + " authentication failed for user \"cdc\"; Strimzi restarts it with back-off"));
    }

    /** KafkaConnectAssemblyOperator, maybeUpdateConnectorStatus: a Throwable whose message points to connectorStatus. */
    private static final ObservedResource TASKS_FAILED = strimzi("KafkaConnector", """
            {observedGeneration: 2,
             conditions: [{type: NotReady, status: 'True', reason: Throwable,
                           message: "The following tasks have failed: 0, see connectorStatus for more details."}],
             connectorStatus: {connector: {state: RUNNING}, tasks: [{id: 0, state: FAILED, worker_id: w,
                trace: "o.a.k.c.errors.ConnectException: x\\nCaused by: java.sql.SQLException: no password"}]}}""");

    @Test
    void causeOfATaskThatStrimziSawFailIsConnectsOwn() {
        assertThat(read(TASKS_FAILED, new ObservedConnector.Unreachable("timed out")))
                .isEqualTo(new StageCondition.Failed(
                        "TaskFailed",
                        "The connector's task failed: java.sql.SQLException: no password; Strimzi restarts it with"
                                + " back-off"));
    }

    @Test
    void taskThatRunsAgainIsBelievedBeforeStrimzisNextLook() {
        var running = new ObservedConnector.Seen("RUNNING", "", List.of(new Task(0, "RUNNING", "")));

        assertThat(read(TASKS_FAILED, running)).isInstanceOf(StageCondition.Ready.class);
    }

    @Test
    void strimzisWordCountsWhereConnectCannotBeReached() {
        var silent = new ObservedConnector.Unreachable("http://x:8083: connect timed out");

        assertThat(read(READY_AND_RUNNING, silent)).isInstanceOf(StageCondition.Ready.class);
        assertThat(read(READY_WITHOUT_TASKS, silent)).isInstanceOf(StageCondition.Unknown.class);
    }

    @Test
    void runningTaskCaptures() {
        assertThat(read(
                        READY_WITHOUT_TASKS,
                        new ObservedConnector.Seen("RUNNING", "", List.of(new Task(0, "RUNNING", "")))))
                .isInstanceOf(StageCondition.Ready.class);
    }

    @Test
    void strimzisRefusalComesBeforeTheOldTasksState() {
        ObservedResource refused = strimzi("KafkaConnector", """
                {observedGeneration: 2, conditions: [{type: NotReady, status: 'True', reason: ConnectRestException,
                 message: "PUT /connectors/x/config returned 400 (Bad Request): Unable to connect"}]}""");

        assertThat(read(refused, new ObservedConnector.Seen("RUNNING", "", List.of(new Task(0, "RUNNING", "")))))
                .extracting(StageCondition::reason)
                .isEqualTo("ConnectRestException");
    }

    @Test
    void suspendedConnectorIsHeldOnceItHasStopped() {
        var running = new ObservedConnector.Seen("RUNNING", "", List.of(new Task(0, "RUNNING", "")));
        var stopped = new ObservedConnector.Seen("STOPPED", "", List.of());

        assertThat(ConnectConditions.connector("x", Optional.of(READY_AND_RUNNING), running, true))
                .extracting(StageCondition::reason)
                .isEqualTo("Suspending");
        assertThat(ConnectConditions.connector("x", Optional.of(READY_AND_RUNNING), stopped, true))
                .isInstanceOf(StageCondition.Held.class);
        assertThat(ConnectConditions.connector("x", Optional.empty(), new ObservedConnector.NotAsked(), true))
                .isInstanceOf(StageCondition.Held.class);
    }

    private static StageCondition read(ObservedResource connector, ObservedConnector observed) {
        return ConnectConditions.connector("x", Optional.of(connector), observed, false);
    }
}
