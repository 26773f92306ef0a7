package io.cdcpipeline.local.query;

import io.cdcpipeline.contract.OperationJson;
import io.cdcpipeline.contract.OperationRequest;
import io.cdcpipeline.contract.OperationStatus;
import io.cdcpipeline.contract.TableVerification;
import io.cdcpipeline.local.LocalException;
import io.cdcpipeline.local.home.Endpoints;
import io.cdcpipeline.local.wait.Deadline;
import io.cdcpipeline.local.wait.TimedOutException;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Has the running job do something. */
public record JobControl(Endpoints endpoints) {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    /**
     * Returns when the job knows of it. A job that is starting, also after it was killed, is waited for.
     *
     * @throws LocalException when it refuses, or does not answer before the deadline
     */
    public OperationStatus ask(OperationRequest request, Deadline deadline) throws InterruptedException {
        while (true) {
            try {
                return post(request);
            } catch (IOException e) {
                awaitAnswer(e, deadline);
            }
        }
    }

    private void awaitAnswer(IOException silence, Deadline deadline) throws InterruptedException {
        try {
            deadline.pause(silence.getMessage());
        } catch (TimedOutException e) {
            throw new LocalException(
                    "The job does not answer at " + endpoints.controlUrl() + " (" + silence.getMessage()
                            + "); try again, or see cdc logs apply.",
                    silence);
        }
    }

    /**
     * As {@link #ask}, for an operation that was asked for before. Empty while the job is being started anew: it begins the
     * operation once more when it answers again.
     */
    public Optional<OperationStatus> askAgain(OperationRequest request) {
        try {
            return Optional.of(post(request));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** What came of each table that the operation, which has ended, has compared. */
    public List<TableVerification> verified(OperationRequest request) {
        try {
            return OperationJson.verified(answer(request));
        } catch (IOException e) {
            throw new LocalException("The job does not answer at " + endpoints.controlUrl() + "; try again.", e);
        }
    }

    private OperationStatus post(OperationRequest request) throws IOException {
        return OperationJson.status(answer(request));
    }

    private byte[] answer(OperationRequest request) throws IOException {
        HttpURLConnection connection = new TokenPost(endpoints.controlUrl(), endpoints.controlTokenFile(), LIMIT)
                .send(OperationJson.write(request));
        int code = connection.getResponseCode();
        if (code == HttpURLConnection.HTTP_NOT_FOUND) {
            throw new IOException("it is still starting");
        }
        if (code != HttpURLConnection.HTTP_ACCEPTED) {
            throw new LocalException("The job refuses: " + refusal(connection));
        }
        try (InputStream in = connection.getInputStream()) {
            return in.readAllBytes();
        }
    }

    private static String refusal(HttpURLConnection connection) throws IOException {
        try (InputStream in = connection.getErrorStream()) {
            return in == null
                    ? "HTTP " + connection.getResponseCode()
                    : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
