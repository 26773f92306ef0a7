package io.cdcpipeline.contract.types;

import java.io.Serializable;

/** @param tables a regular expression that matches {@code schema.table} of those that the policy is for */
public record TablePolicy(String tables, TypePolicy policy) implements Serializable {}
