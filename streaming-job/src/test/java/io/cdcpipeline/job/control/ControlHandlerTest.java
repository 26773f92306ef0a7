package io.cdcpipeline.job.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.cdcpipeline.contract.OperationJson;
import io.cdcpipeline.contract.OperationKind;
import io.cdcpipeline.contract.OperationPhase;
import io.cdcpipeline.contract.OperationRequest;
import io.cdcpipeline.contract.OperationStatus;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlHandlerTest {

    @TempDir
    Path folder;

    private final Operations operations = new Operations(Map.of(OperationKind.SNAPSHOT, new HeldRunner(false)));
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        Files.writeString(folder.resolve("token"), "secret\n");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(OperationRequest.PATH, new ControlHandler(folder, operations));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        operations.close();
    }

    @Test
    void anOperationIsTakenAndTellsHowItStands() throws Exception {
        HttpResponse<String> answer = post("secret", """
                {"id": "a", "kind": "Snapshot", "tables": ["s.t"]}""");

        assertThat(answer.statusCode()).isEqualTo(202);
        OperationStatus status = OperationJson.status(answer.body().getBytes(StandardCharsets.UTF_8));
        assertThat(status.phase()).isEqualTo(OperationPhase.RUNNING);
        assertThat(status.kind()).isEqualTo(OperationKind.SNAPSHOT);
        assertThat(operations.statuses()).extracting(OperationStatus::id).containsExactly("a");
    }

    @Test
    void oneThatIsDeletedIsCancelled() throws Exception {
        post("secret", OperationJson.write(new OperationRequest("a", OperationKind.SNAPSHOT, List.of("s.t"))));
        post("secret", OperationJson.write(new OperationRequest("b", OperationKind.SNAPSHOT, List.of("s.t"))));

        HttpResponse<String> answer = send("DELETE", "/control/b", "secret", "");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"phase\":\"Cancelled\"");
        assertThat(send("DELETE", "/control/nobody", "secret", "").statusCode()).isEqualTo(404);
    }

    @Test
    void withoutTheTokenNothingIsDone() throws Exception {
        String request = OperationJson.write(new OperationRequest("a", OperationKind.SNAPSHOT, List.of("s.t")));
        assertThat(post("secrets", request).statusCode()).isEqualTo(401);
        assertThat(post("", request).statusCode()).isEqualTo(401);
        assertThat(send("DELETE", "/control/a", "wrong", "").statusCode()).isEqualTo(401);
        assertThat(operations.statuses()).isEmpty();
    }

    @Test
    void aNewTokenCountsAtOnce() throws Exception {
        Files.writeString(folder.resolve("token"), "other");

        assertThat(post("secret", "{}").statusCode()).isEqualTo(401);
        assertThat(post("other", "{}").statusCode()).isEqualTo(400);
    }

    @Test
    void whatIsNoOperationIsRefusedInASentence() throws Exception {
        assertThat(refusal("""
                {"id": "a", "kind": "Snapshot", "tables": ["t"]}""")).isEqualTo("tables: 't' is no table; write schema.table");
        assertThat(refusal("""
                {"id": "a b", "kind": "Snapshot"}""")).startsWith("id: 'a b' is none");
        assertThat(refusal("""
                {"id": "a", "tables": ["s.t"]}"""))
                .isEqualTo("kind: is missing; write Snapshot, Verify, Compact, RetryDeadLetters or DropDeadLetters");
        assertThat(refusal("""
                {"id": "a", "kind": "Fly"}""")).contains("Snapshot", "Verify", "Compact");
        assertThat(refusal("""
                {"id": "a", "kind": "Verify"}""")).startsWith("kind: this job cannot do Verify, only Snapshot");
        assertThat(refusal("null")).isEqualTo("the body is no operation");
        assertThat(refusal("<html>")).isNotEmpty();
    }

    @Test
    void aBodyWithoutAnEndIsNotRead() throws Exception {
        assertThat(post("secret", "{\"id\": \"" + "a".repeat(2 << 20)).statusCode())
                .isEqualTo(400);
    }

    @Test
    void anIdOfAnotherOperationIsAConflict() throws Exception {
        post("secret", OperationJson.write(new OperationRequest("a", OperationKind.SNAPSHOT, List.of("s.t"))));

        var other = new OperationRequest("a", OperationKind.SNAPSHOT, List.of("s.u"));
        assertThat(post("secret", OperationJson.write(other)).statusCode()).isEqualTo(409);
    }

    @Test
    void otherMethodsAndPathsAreRefused() throws Exception {
        assertThat(send("GET", "/control", "secret", "").statusCode()).isEqualTo(405);
        assertThat(send("POST", "/control/a", "secret", "{}").statusCode()).isEqualTo(405);
        assertThat(send("POST", "/controls", "secret", "{}").statusCode()).isEqualTo(404);
    }

    private String refusal(String body) throws Exception {
        HttpResponse<String> answer = post("secret", body);
        assertThat(answer.statusCode()).isEqualTo(400);
        return answer.body();
    }

    private HttpResponse<String> post(String token, String body) throws Exception {
        return send("POST", "/control", token, body);
    }

    private HttpResponse<String> send(String method, String path, String token, String body) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(uri)
                                .header("Authorization", "Bearer " + token)
                                .method(method, BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
