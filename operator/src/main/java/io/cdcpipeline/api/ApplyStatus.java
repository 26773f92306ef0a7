package io.cdcpipeline.api;

public record ApplyStatus(
        String applicationId, String lastCommit, String lag, String throughput, Long deadLetters, Integer tables) {}
