package io.cdcpipeline.observe;

import io.cdcpipeline.contract.JobStatus;

/** What the streaming job's status endpoint said when it was last asked. */
public sealed interface ObservedJob {

    /** It answered. */
    record Seen(JobStatus status) implements ObservedJob {}

    /** The driver did not answer. */
    record Unreachable(String message) implements ObservedJob {}

    /** It was not asked: no driver runs. */
    record NotAsked() implements ObservedJob {}
}
