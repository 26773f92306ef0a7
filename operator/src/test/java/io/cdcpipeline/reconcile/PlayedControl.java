package io.cdcpipeline.reconcile;

import com.sun.net.httpserver.HttpExchange;
import io.cdcpipeline.cluster.WatchedKind;
import io.cdcpipeline.contract.OperationJson;
import io.cdcpipeline.contract.OperationPhase;
import io.cdcpipeline.contract.OperationRequest;
import io.cdcpipeline.contract.OperationStatus;
import io.cdcpipeline.observe.ObservedResource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * The control endpoint of a job, as {@link OperationRequest} says. It is played because a kube-apiserver has no kubelet that
 * would run a driver, and a test decides when an operation ends; the real one is in streaming-job's tests, and both are in
 * k8s/e2e. Every operation begins at once; the token is the one in the pipeline's Secret.
 */
final class PlayedControl {

    private final ClusterObjects shelf;
    private final Map<String, OperationStatus> operations = new LinkedHashMap<>();
    private int asked;
    private String refusal;

    PlayedControl(ClusterObjects shelf) {
        this.shelf = shelf;
    }

    synchronized List<OperationStatus> operations() {
        return List.copyOf(operations.values());
    }

    /** How often it was asked for operations. */
    synchronized int asked() {
        return asked;
    }

    /** What is asked for from now on cannot be done. */
    synchronized void refuse(String sentence) {
        refusal = sentence;
    }

    /** The job is started anew. */
    synchronized void forget() {
        operations.clear();
    }

    /** All of the kind that run are so far. */
    synchronized void progress(String kind, long done, String message) {
        replace(kind, o -> with(o, OperationPhase.RUNNING, done, message));
    }

    /** All of the kind that run end. @return whether there was one */
    synchronized boolean end(String kind, boolean well, String result) {
        return replace(kind, o -> ended(o, well ? OperationPhase.SUCCEEDED : OperationPhase.FAILED, result));
    }

    private boolean replace(String kind, UnaryOperator<OperationStatus> change) {
        Predicate<OperationStatus> runs = o -> o.kind().text().equals(kind) && o.phase() == OperationPhase.RUNNING;
        boolean any = operations.values().stream().anyMatch(runs);
        operations.replaceAll((id, o) -> runs.test(o) ? change.apply(o) : o);
        return any;
    }

    synchronized void handle(HttpExchange exchange) throws IOException {
        String shown = exchange.getRequestHeaders().getFirst("Authorization");
        if (shown == null || !tokens().contains(shown)) {
            answer(exchange, 401, "The bearer token is missing or wrong");
        } else if (exchange.getRequestMethod().equals("DELETE")) {
            String id = exchange.getRequestURI()
                    .getPath()
                    .substring(OperationRequest.path("").length());
            OperationStatus now = operations.computeIfPresent(
                    id, (i, o) -> o.phase().hasEnded() ? o : ended(o, OperationPhase.CANCELLED, "cancelled"));
            answer(exchange, now == null ? 404 : 200, now == null ? "unknown" : OperationJson.write(now));
        } else if (refusal != null) {
            answer(exchange, 400, refusal);
        } else {
            asked++;
            OperationRequest request =
                    OperationJson.request(exchange.getRequestBody().readAllBytes());
            answer(exchange, 202, OperationJson.write(operations.computeIfAbsent(request.id(), id -> begun(request))));
        }
    }

    private List<String> tokens() {
        return shelf.all(WatchedKind.SECRET).stream()
                .map(secret -> new ObservedResource(secret).text("data", "token"))
                .filter(token -> !token.isEmpty())
                .map(token -> "Bearer " + new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8))
                .toList();
    }

    private static OperationStatus begun(OperationRequest request) {
        return new OperationStatus(
                request.id(),
                request.kind(),
                OperationPhase.RUNNING,
                0,
                request.tables().size(),
                OperationStatus.TABLES,
                null,
                null,
                "2026-01-01T00:00:00Z",
                null);
    }

    private static OperationStatus with(OperationStatus o, OperationPhase phase, long done, String message) {
        return new OperationStatus(
                o.id(), o.kind(), phase, done, o.total(), o.unit(), message, o.result(), o.started(), o.ended());
    }

    private static OperationStatus ended(OperationStatus o, OperationPhase phase, String result) {
        return new OperationStatus(
                o.id(),
                o.kind(),
                phase,
                phase == OperationPhase.SUCCEEDED ? o.total() : o.done(),
                o.total(),
                o.unit(),
                null,
                result,
                o.started(),
                "2026-01-01T00:00:01Z");
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
