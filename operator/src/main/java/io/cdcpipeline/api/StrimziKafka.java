package io.cdcpipeline.api;

/** An existing Strimzi cluster in the pipeline's namespace. */
public record StrimziKafka(String cluster) {}
