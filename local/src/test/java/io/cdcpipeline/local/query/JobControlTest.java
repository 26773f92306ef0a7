package io.cdcpipeline.local.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpServer;
import io.cdcpipeline.contract.OperationJson;
import io.cdcpipeline.contract.OperationKind;
import io.cdcpipeline.contract.OperationPhase;
import io.cdcpipeline.contract.OperationRequest;
import io.cdcpipeline.contract.OperationStatus;
import io.cdcpipeline.local.LocalException;
import io.cdcpipeline.local.home.Endpoints;
import io.cdcpipeline.local.wait.Deadline;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Has a job do something that is starting: its server answers before it knows what to do with a request. */
class JobControlTest {

    private static final OperationRequest REQUEST =
            new OperationRequest("1", OperationKind.VERIFY, List.of("inventory.customers"));

    @TempDir
    Path folder;

    private final AtomicInteger asked = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    @Test
    void aJobThatIsStartingIsWaitedFor() throws Exception {
        answerFrom(3);

        assertThat(job().ask(REQUEST, new Deadline(Duration.ofSeconds(30))).id())
                .isEqualTo("1");
        assertThat(asked).hasValue(3);
    }

    @Test
    void oneThatNeverComesUpIsNamedAtTheDeadline() throws Exception {
        answerFrom(Integer.MAX_VALUE);

        assertThatThrownBy(() -> job().ask(REQUEST, new Deadline(Duration.ofMillis(200))))
                .isInstanceOf(LocalException.class)
                .hasMessageContaining("it is still starting")
                .hasMessageContaining("cdc logs apply");
    }

    /** Requests before this one, counted from 1, are answered as a job does that has not read its tables yet. */
    private void answerFrom(int request) {
        byte[] known = OperationJson.write(new OperationStatus(
                        "1",
                        OperationKind.VERIFY,
                        OperationPhase.RUNNING,
                        0,
                        1,
                        OperationStatus.TABLES,
                        null,
                        null,
                        null,
                        null))
                .getBytes(StandardCharsets.UTF_8);
        server.createContext("/", exchange -> {
            boolean starting = asked.incrementAndGet() < request;
            exchange.sendResponseHeaders(starting ? 404 : 202, starting ? -1 : known.length);
            if (!starting) {
                exchange.getResponseBody().write(known);
            }
            exchange.close();
        });
    }

    private JobControl job() throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "secret");
        return new JobControl(new JsonMapper()
                .convertValue(
                        Map.of(
                                "statusUrl",
                                "http://127.0.0.1:" + server.getAddress().getPort() + "/status",
                                "controlTokenFile",
                                token.toString()),
                        Endpoints.class));
    }
}
