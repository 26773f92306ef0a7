package io.cdcpipeline.local.query;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A {@code POST} to the job that shows a token.
 *
 * @param tokenFile holds the token; blanks around it do not count
 * @param limit until the job must have answered; zero for ever
 */
record TokenPost(String url, String tokenFile, Duration limit) {

    /** Sends it. The answer is to be read from what is returned. */
    HttpURLConnection send(String body) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(url).toURL().openConnection();
        connection.setConnectTimeout((int) limit.toMillis());
        connection.setReadTimeout((int) limit.toMillis());
        connection.setRequestMethod("POST");
        connection.setDoOutput(true);
        connection.setRequestProperty("Authorization", "Bearer " + token());
        try (OutputStream out = connection.getOutputStream()) {
            out.write(body.getBytes(StandardCharsets.UTF_8));
        }
        return connection;
    }

    private String token() {
        try {
            return Files.readString(Path.of(tokenFile)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + tokenFile, e);
        }
    }
}
