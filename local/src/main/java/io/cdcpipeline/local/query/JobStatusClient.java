package io.cdcpipeline.local.query;

import io.cdcpipeline.contract.JobStatus;
import io.cdcpipeline.contract.JobStatusJson;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Optional;

/** Asks the job for its status. */
public final class JobStatusClient {

    private static final int LIMIT_MILLIS = 5_000;

    private JobStatusClient() {}

    /** Empty when nothing answers there. */
    public static Optional<JobStatus> ask(String url) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(url).toURL().openConnection();
            connection.setConnectTimeout(LIMIT_MILLIS);
            connection.setReadTimeout(LIMIT_MILLIS);
            try (InputStream in = connection.getInputStream()) {
                return Optional.of(JobStatusJson.read(in));
            }
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
