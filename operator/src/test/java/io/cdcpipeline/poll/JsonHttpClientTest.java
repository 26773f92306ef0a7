package io.cdcpipeline.poll;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.cdcpipeline.cluster.Routes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JsonHttpClientTest {

    private final JsonHttpClient http = new JsonHttpClient(Routes.direct());
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void jsonIsFound() {
        answers(200, "{\"a\": 1}");

        assertThat(http.get(uri())).isInstanceOfSatisfying(JsonHttpClient.Answer.Found.class, found -> assertThat(
                        found.body().path("a").asInt())
                .isEqualTo(1));
    }

    @Test
    void otherStatusIsARefusal() {
        answers(404, "{}");

        assertThat(http.get(uri())).isEqualTo(new JsonHttpClient.Answer.Refused(404));
    }

    @Test
    void nonsenseIsSilence() {
        answers(200, "<html>");

        assertThat(http.get(uri())).isEqualTo(new JsonHttpClient.Answer.Silent(uri() + " answers, but not in JSON"));
    }

    @Test
    void serverThatNeverAnswersIsGivenUpInTime() throws IOException {
        try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Instant start = Instant.now();

            assertThat(http.get(URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/status")))
                    .isInstanceOf(JsonHttpClient.Answer.Silent.class);
            assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(15));
        }
    }

    @Test
    void unknownHostIsSilenceWithItsName() {
        assertThat(http.get(URI.create("http://no-such-host.invalid:8083/x")))
                .isInstanceOfSatisfying(JsonHttpClient.Answer.Silent.class, silent -> assertThat(silent.message())
                        .startsWith("http://no-such-host.invalid:8083/x does not answer"));
    }

    private URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/status");
    }

    private void answers(int status, String body) {
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(status, body.length());
            exchange.getResponseBody().write(body.getBytes());
            exchange.close();
        });
    }
}
