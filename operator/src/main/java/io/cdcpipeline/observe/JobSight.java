package io.cdcpipeline.observe;

import io.cdcpipeline.contract.JobStatus;

/** What the streaming job's status endpoint said when it was last asked. */
public sealed interface JobSight {

    /** It answered. */
    record Seen(JobStatus status) implements JobSight {}

    /** The driver did not answer. */
    record Unreachable(String message) implements JobSight {}

    /** It was not asked: no driver runs. */
    record NotAsked() implements JobSight {}
}
