package io.cdcpipeline.operator;

import io.cdcpipeline.cluster.Routes;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.http.HttpClient;
import java.time.Clock;
import java.util.function.Consumer;

/**
 * What the operator runs on: the cluster, its network, time.
 *
 * @param client how the API server is reached
 * @param taps further interceptors of the client's requests
 * @param fatal called once when this process can't go on: it has lost the lead, or a watch for good
 */
public record Platform(Config client, Consumer<HttpClient.Builder> taps, Routes routes, Clock clock, Runnable fatal) {}
