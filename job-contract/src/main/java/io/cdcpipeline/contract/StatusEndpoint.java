package io.cdcpipeline.contract;

/**
 * Where the job answers {@code /status} (JSON), {@code /metrics} (Prometheus), {@code /healthz}.
 *
 * @param host the address to listen on: all of a pod's, or the loopback of a laptop
 * @param port 0 for any free one
 */
public record StatusEndpoint(String host, int port) {}
