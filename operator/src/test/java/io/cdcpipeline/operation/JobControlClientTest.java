package io.cdcpipeline.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.cdcpipeline.cluster.Routes;
import io.cdcpipeline.contract.OperationKind;
import io.cdcpipeline.contract.OperationPhase;
import io.cdcpipeline.contract.OperationRequest;
import io.cdcpipeline.operation.JobControlClient.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is asked of a job, and what its answers mean. */
class JobControlClientTest {

    private static final JobControlClient.Job JOB =
            new JobControlClient.Job("http://shop-apply.shop.svc:8090", "secret");
    private static final OperationRequest REQUEST =
            new OperationRequest("uid-1", OperationKind.SNAPSHOT, List.of("s.t"));

    private final List<String> heard = new ArrayList<>();
    private HttpServer server;
    private JobControlClient client;
    private int status;
    private String body;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        client = new JobControlClient((host, port) ->
                new Routes.Place("127.0.0.1", server.getAddress().getPort()));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void anOperationIsAskedForByItsIdAndTheTokenIsShown() {
        answers(202, "{\"id\":\"uid-1\",\"kind\":\"Snapshot\",\"phase\":\"Running\",\"done\":1,\"total\":2}");

        Answer answer = client.ask(JOB, REQUEST);

        assertThat(heard)
                .containsExactly(
                        "POST /control Bearer secret", "{\"id\":\"uid-1\",\"kind\":\"Snapshot\",\"tables\":[\"s.t\"]}");
        assertThat(answer).isInstanceOfSatisfying(Answer.Known.class, known -> assertThat(
                        known.status().phase())
                .isEqualTo(OperationPhase.RUNNING));
    }

    @Test
    void oneIsCancelledAtItsOwnPath() {
        answers(200, "{\"id\":\"uid-1\",\"phase\":\"Cancelled\"}");

        assertThat(client.cancel(JOB, "uid-1")).isInstanceOf(Answer.Known.class);
        assertThat(heard).first().isEqualTo("DELETE /control/uid-1 Bearer secret");
    }

    @Test
    void whatCannotBeDoneIsToldFromWhatCannotBeDoneNow() {
        answers(400, "tables: name one");
        assertThat(client.ask(JOB, REQUEST)).isEqualTo(new Answer.Refused("tables: name one"));
        answers(409, "id: taken");
        assertThat(client.ask(JOB, REQUEST)).isEqualTo(new Answer.Refused("id: taken"));
        answers(401, "");
        assertThat(client.ask(JOB, REQUEST)).isEqualTo(new Answer.TokenRefused());
        answers(404, "");
        assertThat(client.ask(JOB, REQUEST)).isEqualTo(new Answer.Unknown());
        answers(429, "100 wait");
        assertThat(client.ask(JOB, REQUEST)).isEqualTo(new Answer.NotNow("the job answers with HTTP 429: 100 wait"));
    }

    @Test
    void aJobThatIsNotThereOrSpeaksNonsenseIsAskedAgain() {
        answers(202, "<html>");
        assertThat(client.ask(JOB, REQUEST)).isInstanceOf(Answer.NotNow.class);
        server.stop(0);
        assertThat(client.ask(JOB, REQUEST))
                .isInstanceOfSatisfying(Answer.NotNow.class, notNow -> assertThat(notNow.sentence())
                        .startsWith("the job does not answer at http://shop-apply.shop.svc:8090"));
    }

    private void answers(int with, String text) {
        status = with;
        body = text;
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            heard.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            heard.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
