package io.cdcpipeline.api;

import io.fabric8.kubernetes.api.model.ResourceRequirements;

public record ManagedPostgresql(String version, Storage storage, InitSql initSql, ResourceRequirements resources) {

    public ManagedPostgresql {
        version = version == null ? "17" : version;
        storage = storage == null ? new Storage(null, null) : storage;
    }
}
