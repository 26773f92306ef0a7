package io.cdcpipeline.api;

/** A Secret whose keys are Hadoop file system options ({@code fs.s3a.access.key} and so on). */
public record ObjectStoreCredentials(String secret) {}
