package io.cdcpipeline.observe;

/** The pipeline that a status is about, as far as its spec already says it. */
public record PipelineIdentity(long generation, String endpoint, String slot, String publication) {}
