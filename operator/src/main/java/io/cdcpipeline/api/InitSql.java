package io.cdcpipeline.api;

/** A ConfigMap in the pipeline's namespace; its keys that end in {@code .sql} run in the order of their names. */
public record InitSql(String configMap) {}
