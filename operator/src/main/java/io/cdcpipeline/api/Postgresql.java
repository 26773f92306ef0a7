package io.cdcpipeline.api;

/** Exactly one of {@code managed} and {@code external} is set. */
public record Postgresql(String database, ManagedPostgresql managed, ExternalPostgresql external) {}
