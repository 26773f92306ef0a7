package io.cdcpipeline.api;

public record TableStatus(String name, String path, Long version, String state, String message) {}
