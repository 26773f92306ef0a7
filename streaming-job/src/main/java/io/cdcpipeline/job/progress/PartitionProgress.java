package io.cdcpipeline.job.progress;

/** How far a Kafka partition has come, and what the batch found in it. */
public record PartitionProgress(String topic, int partition, long next, long events, long repeated) {}
