package io.cdcpipeline.local.running;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;

/** A pipeline's connector, by Connect's own interface. */
record ConnectorControl(TestPipeline pipeline, String connector) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String OF_SAMPLE = "inventory-source";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    ConnectorControl(TestPipeline pipeline) {
        this(pipeline, OF_SAMPLE);
    }

    void pause() throws IOException {
        put("/pause", null);
        awaitTask("PAUSED");
    }

    void resume() throws IOException {
        put("/resume", null);
        awaitTask("RUNNING");
    }

    /** Returns when nobody reads the source. */
    void stop() throws IOException {
        put("/stop", null);
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> get("/status").path("tasks").isEmpty());
    }

    /** Of a connector that is stopped. */
    void forgetOffsets() throws IOException {
        send("DELETE", "/offsets", null);
    }

    Map<String, String> config() throws IOException {
        Map<String, String> config = new TreeMap<>();
        get("/config")
                .properties()
                .forEach(e -> config.put(e.getKey(), e.getValue().asText()));
        return config;
    }

    /** Returns when its task runs with that. */
    void configure(Map<String, String> config) throws IOException {
        stop();
        put("/config", JSON.writeValueAsBytes(config));
        put("/resume", null);
        awaitTask("RUNNING");
    }

    /** How far it is in the source's log, as a number. */
    long lsn() throws IOException {
        long lsn = 0;
        for (JsonNode offset : get("/offsets").path("offsets")) {
            lsn = Math.max(lsn, offset.path("offset").path("lsn").asLong());
        }
        return lsn;
    }

    private void awaitTask(String state) {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> state.equals(
                        get("/status").path("tasks").path(0).path("state").asText()));
    }

    private URI uri(String path) {
        return URI.create(pipeline.endpoints().connectUrl() + "/connectors/" + connector + path);
    }

    private JsonNode get(String path) throws IOException {
        try (InputStream in = uri(path).toURL().openStream()) {
            return JSON.readTree(in);
        }
    }

    private void put(String path, byte[] body) throws IOException {
        send("PUT", path, body);
    }

    private void send(String method, String path, byte[] body) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) uri(path).toURL().openConnection();
        connection.setRequestMethod(method);
        if (body != null) {
            connection.setDoOutput(true);
            connection.setRequestProperty("Content-Type", "application/json");
            connection.getOutputStream().write(body);
        }
        assertThat(connection.getResponseCode()).isBetween(200, 204);
    }
}
