package io.cdcpipeline.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class EndpointsTest {

    @Test
    void troubleIsAnsweredWithAnErrorAndItsSentence() throws Exception {
        try (var endpoints =
                new Endpoints(0, new Endpoints.Answers(() -> "a watch is down", () -> "", () -> "x 1\n"))) {
            endpoints.start();

            assertThat(get(endpoints, "/healthz").statusCode()).isEqualTo(503);
            assertThat(get(endpoints, "/healthz").body()).isEqualTo("a watch is down\n");
            assertThat(get(endpoints, "/readyz").statusCode()).isEqualTo(200);
            assertThat(get(endpoints, "/metrics").body()).isEqualTo("x 1\n");
            assertThat(get(endpoints, "/nothing").statusCode()).isEqualTo(404);
        }
    }

    private static HttpResponse<String> get(Endpoints endpoints, String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + endpoints.port() + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
