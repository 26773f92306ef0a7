package io.cdcpipeline.observe;

import java.util.List;

/** What Kafka Connect's REST interface said of the connector when it was last asked. */
public sealed interface ObservedConnector {

    /**
     * @param state RUNNING, FAILED, PAUSED, STOPPED, UNASSIGNED, RESTARTING
     * @param trace the stack trace of a failure, else empty
     */
    record Seen(String state, String trace, List<Task> tasks) implements ObservedConnector {}

    /** Connect runs and has no connector of that name, or is about to spread its work anew. */
    record Absent() implements ObservedConnector {}

    /** Connect did not answer. */
    record Unreachable(String message) implements ObservedConnector {}

    /** It was not asked: it is not there yet, or stopped. */
    record NotAsked() implements ObservedConnector {}

    /** One task as Connect lists it; {@code trace} is empty unless it failed. */
    record Task(int id, String state, String trace) {}
}
