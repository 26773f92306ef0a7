package io.cdcpipeline.local.query;

import io.cdcpipeline.contract.ControlRequest;
import io.cdcpipeline.local.LocalException;
import io.cdcpipeline.local.home.Endpoints;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Has the running job do something. */
public record JobControl(Endpoints endpoints) {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    /** Returns when the job knows of it. */
    public void ask(ControlRequest request) {
        try {
            HttpURLConnection connection =
                    new TokenPost(endpoints.controlUrl(), endpoints.controlTokenFile(), LIMIT).send(request.toJson());
            if (connection.getResponseCode() != HttpURLConnection.HTTP_ACCEPTED) {
                throw new LocalException("The job refuses: " + refusal(connection));
            }
        } catch (IOException e) {
            throw new LocalException(
                    "The job does not answer at " + endpoints.controlUrl() + " (" + e.getMessage()
                            + "); try again, or see cdc logs apply.",
                    e);
        }
    }

    private static String refusal(HttpURLConnection connection) throws IOException {
        if (connection.getResponseCode() == HttpURLConnection.HTTP_NOT_FOUND) {
            return "the connector's own settings make rows other than the source has them (column.*,"
                    + " message.key.columns), so that the job cannot read tables itself.";
        }
        try (InputStream in = connection.getErrorStream()) {
            return in == null
                    ? "HTTP " + connection.getResponseCode()
                    : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
