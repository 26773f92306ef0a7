package io.cdcpipeline.plan;

/** The stages of a pipeline, in the order in which they are applied: each waits for the one before it. */
public enum StageName {
    SOURCE,
    BROKER,
    CAPTURE,
    APPLY
}
