package io.cdcpipeline.api;

public record CaptureStatus(String state, Integer tasks, String message) {}
