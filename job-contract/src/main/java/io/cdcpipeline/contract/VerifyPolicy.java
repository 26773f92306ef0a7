package io.cdcpipeline.contract;

/** @param everyMillis how long after a table's last comparison with the source it is compared again */
public record VerifyPolicy(long everyMillis) {}
