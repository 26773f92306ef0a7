package io.cdcpipeline.api;

public record SourceStatus(
        String endpoint, String slot, String publication, Long retainedWalBytes, String confirmedLsn, String lag) {}
