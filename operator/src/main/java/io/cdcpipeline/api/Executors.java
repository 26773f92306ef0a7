package io.cdcpipeline.api;

/** {@code count} 0 runs everything in the driver's pod, with the driver's cores. */
public record Executors(Integer count, Integer cores, String memory) {

    public Executors {
        count = count == null ? 0 : count;
        cores = cores == null ? 1 : cores;
        memory = memory == null ? "2g" : memory;
    }
}
