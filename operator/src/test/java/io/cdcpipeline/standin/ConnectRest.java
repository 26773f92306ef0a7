package io.cdcpipeline.standin;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The few calls of Connect's REST interface that {@code KafkaConnectApiImpl} makes for a connector. */
record ConnectRest(HttpClient http, String host) {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    List<String> connectors() {
        List<String> names = new ArrayList<>();
        call("GET", "/connectors", null).forEach(name -> names.add(name.asText()));
        return names;
    }

    JsonNode plugins() {
        return call("GET", "/connector-plugins", null);
    }

    JsonNode config(String connector) {
        return call("GET", "/connectors/" + connector + "/config", null);
    }

    JsonNode status(String connector) {
        return call("GET", "/connectors/" + connector + "/status", null);
    }

    JsonNode topics(String connector) {
        return call("GET", "/connectors/" + connector + "/topics", null)
                .path(connector)
                .path("topics");
    }

    void create(JsonNode request) {
        call("POST", "/connectors", request);
    }

    void configure(String connector, JsonNode config) {
        call("PUT", "/connectors/" + connector + "/config", config);
    }

    /** @param verb pause, resume or stop */
    void change(String connector, String verb) {
        call("PUT", "/connectors/" + connector + "/" + verb, null);
    }

    void restartFailed(String connector) {
        call("POST", "/connectors/" + connector + "/restart?includeTasks=true&onlyFailed=true", null);
    }

    void delete(String connector) {
        call("DELETE", "/connectors/" + connector, null);
    }

    private JsonNode call(String method, String path, JsonNode body) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://" + host + ":" + ConnectResources.REST_PORT + path))
                .timeout(TIMEOUT)
                .header("Accept", "application/json")
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()))
                .build();
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            JsonNode answer = StrimziResource.JSON.readTree(response.body());
            if (response.statusCode() >= 300) {
                throw new ConnectRestException(
                        method,
                        path,
                        response.statusCode(),
                        answer.path("message").asText(response.body()));
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
