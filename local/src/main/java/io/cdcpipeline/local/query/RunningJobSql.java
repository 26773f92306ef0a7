package io.cdcpipeline.local.query;

import io.cdcpipeline.local.LocalException;
import io.cdcpipeline.local.home.Endpoints;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.time.Duration;

/** Asks the running job. */
public record RunningJobSql(Endpoints endpoints) implements LakeSql {

    @Override
    public void run(String statement, RowSink sink) {
        try {
            // A statement takes as long as it takes.
            HttpURLConnection connection =
                    new TokenPost(endpoints.queryUrl(), endpoints.queryTokenFile(), Duration.ZERO).send(statement);
            boolean ok = connection.getResponseCode() == HttpURLConnection.HTTP_OK;
            try (InputStream in = ok ? connection.getInputStream() : connection.getErrorStream()) {
                AnswerReader.read(in, sink);
            }
        } catch (IOException e) {
            throw new LocalException(
                    "The job stopped answering at " + endpoints.queryUrl() + " (" + e.getMessage()
                            + "); try again, or see cdc logs apply.",
                    e);
        }
    }
}
