package io.cdcpipeline.contract;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Where the job answers {@code /status} (JSON), {@code /metrics} (Prometheus), {@code /healthz}, and does what it is asked
 * for at {@link OperationRequest#PATH}.
 *
 * @param host the address to listen on: all of a pod's, or the loopback of a laptop
 * @param port 0 for any free one
 * @param control a folder with the file {@link #TOKEN}, which whoever asks has to show; null: nothing can be asked for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StatusEndpoint(String host, int port, String control) {

    /** The file's name, and the Secret's key. */
    public static final String TOKEN = "token";
}
