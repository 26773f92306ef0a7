package io.cdcpipeline.job.decode;

/** A header of a Kafka record; a name may occur more than once. */
public record RecordHeader(String name, byte[] value) {}
