package io.cdcpipeline.contract.types;

/** @param tables a regular expression that matches {@code schema.table} of those that the policy is for */
public record TablePolicy(String tables, TypePolicy policy) {}
