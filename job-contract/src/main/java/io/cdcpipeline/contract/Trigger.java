package io.cdcpipeline.contract;

/**
 * When a micro-batch starts and how large it may be.
 *
 * @param intervalMillis least time between the starts of two batches; 0: as soon as the last one ended
 * @param maxEvents most events of one batch, over all topics; bounds memory and the time to catch up
 */
public record Trigger(long intervalMillis, long maxEvents) {}
