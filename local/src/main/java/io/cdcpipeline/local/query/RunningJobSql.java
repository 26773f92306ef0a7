package io.cdcpipeline.local.query;

import io.cdcpipeline.local.LocalException;
import io.cdcpipeline.local.home.Endpoints;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Asks the running job. */
public record RunningJobSql(Endpoints endpoints) implements LakeSql {

    @Override
    public void run(String statement, RowSink sink) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(endpoints.queryUrl()).toURL().openConnection();
            connection.setRequestMethod("POST");
            connection.setDoOutput(true);
            connection.setRequestProperty("Authorization", "Bearer " + token());
            try (OutputStream out = connection.getOutputStream()) {
                out.write(statement.getBytes(StandardCharsets.UTF_8));
            }
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

    private String token() {
        try {
            return Files.readString(Path.of(endpoints.queryTokenFile())).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + endpoints.queryTokenFile(), e);
        }
    }
}
