package io.cdcpipeline.poll;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cdcpipeline.cluster.Routes;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Objects;

/** GETs JSON from a server of the pipeline's, within limits of time and size. */
public final class JsonHttpClient {

    private final ObjectMapper json = new ObjectMapper();
    private final LimitedHttp client = new LimitedHttp();
    private final Routes routes;

    public JsonHttpClient(Routes routes) {
        this.routes = routes;
    }

    /** What came back. */
    sealed interface Answer {

        /** Status 200 and JSON. */
        record Found(JsonNode body) implements Answer {}

        /** Another status. */
        record Refused(int status) implements Answer {}

        /** Nothing that could be understood. */
        record Silent(String message) implements Answer {}
    }

    Answer get(URI uri) {
        Routes.Place place = routes.to(uri.getHost(), uri.getPort());
        URI actual = URI.create(uri.getScheme() + "://" + place.host() + ":" + place.port() + uri.getRawPath());
        try {
            HttpResponse<byte[]> response =
                    client.send(HttpRequest.newBuilder(actual).build());
            return response.statusCode() == 200
                    ? new Answer.Found(json.readTree(response.body()))
                    : new Answer.Refused(response.statusCode());
        } catch (JsonProcessingException e) {
            return new Answer.Silent(uri + " answers, but not in JSON");
        } catch (IOException e) {
            return new Answer.Silent(uri + " does not answer: "
                    + Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer.Silent("The operator is shutting down");
        }
    }
}
