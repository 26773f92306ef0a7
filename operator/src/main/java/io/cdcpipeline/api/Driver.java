package io.cdcpipeline.api;

public record Driver(Integer cores, String memory) {

    public Driver {
        cores = cores == null ? 1 : cores;
        memory = memory == null ? "2g" : memory;
    }
}
