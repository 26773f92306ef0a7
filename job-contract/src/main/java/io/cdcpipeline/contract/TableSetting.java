package io.cdcpipeline.contract;

/**
 * What some tables are in the lake.
 *
 * @param tables a regular expression that matches {@code schema.table} of those that it is for
 */
public record TableSetting(String tables, TableMode mode) {}
