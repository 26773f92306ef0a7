package io.cdcpipeline.poll;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.cdcpipeline.cluster.Routes;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
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

    /** Its author chooses the image that answers: the thread that asks is needed for other people's pipelines. */
    @Test
    void answerThatNeverEndsIsGivenUpInTime() {
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('[');
            exchange.getResponseBody().flush(); // and the rest is still to come
        });
        Instant start = Instant.now();

        assertThat(http.get(uri()))
                .isEqualTo(new JsonHttpClient.Answer.Silent(uri() + " does not answer: no whole answer within 5 s"));
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(15));
    }

    @Test
    void answerOfAnySizeIsNotTakenIn() {
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] piece = "[],".repeat(100_000).getBytes(StandardCharsets.UTF_8);
            try (OutputStream body = exchange.getResponseBody()) {
                while (true) {
                    body.write(piece);
                }
            } catch (IOException e) {
                exchange.close(); // nobody reads on
            }
        });

        assertThat(http.get(uri()))
                .isEqualTo(new JsonHttpClient.Answer.Silent(uri() + " does not answer: more than 4 MiB"));
    }

    @Test
    void nobodyIsLedElsewhere() {
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders()
                    .set("Location", "http://127.0.0.1:" + server.getAddress().getPort() + "/other");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });

        assertThat(http.get(uri())).isEqualTo(new JsonHttpClient.Answer.Refused(302));
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
