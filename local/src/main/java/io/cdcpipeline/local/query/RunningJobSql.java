package io.cdcpipeline.local.query;

import io.cdcpipeline.local.LocalException;
import io.cdcpipeline.local.home.Endpoints;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.time.Duration;

/** Asks the running job. @param moment at which tables are read; null for the newest version of each */
public record RunningJobSql(Endpoints endpoints, Moment moment) implements LakeSql {

    /** The newest version of each table. */
    public RunningJobSql(Endpoints endpoints) {
        this(endpoints, null);
    }

    private String url() {
        return moment == null ? endpoints.queryUrl() : endpoints.queryUrl() + "?" + moment.query();
    }

    @Override
    public void run(String statement, RowSink sink) {
        try {
            // A statement takes as long as it takes.
            HttpURLConnection connection =
                    new TokenPost(url(), endpoints.queryTokenFile(), Duration.ZERO).send(statement);
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
