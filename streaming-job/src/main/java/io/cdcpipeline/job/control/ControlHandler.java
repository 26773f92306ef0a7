package io.cdcpipeline.job.control;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.cdcpipeline.contract.OperationJson;
import io.cdcpipeline.contract.OperationRequest;
import io.cdcpipeline.contract.OperationStatus;
import io.cdcpipeline.contract.StatusEndpoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** Takes operations, as {@link OperationRequest} says, from whoever shows the pipeline's token, which is read again for each. */
public final class ControlHandler implements HttpHandler {

    private static final int LARGEST = 1 << 20;
    private static final String ONE = OperationRequest.path("");

    private final Path token;
    private final Operations operations;

    /** @param folder has the token's file */
    public ControlHandler(Path folder, Operations operations) {
        this.token = folder.resolve(StatusEndpoint.TOKEN);
        this.operations = operations;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!BearerToken.read(token).isShownBy(exchange)) {
                sentence(exchange, 401, "The bearer token is missing or wrong");
                return;
            }
            String path = exchange.getRequestURI().getPath();
            boolean one = path.startsWith(ONE);
            if (!one && !path.equals(OperationRequest.PATH)) {
                sentence(exchange, 404, "There is nothing at " + path);
            } else if (!exchange.getRequestMethod().equals(one ? "DELETE" : "POST")) {
                sentence(
                        exchange, 405, "POST an operation to " + OperationRequest.PATH + ", or DELETE " + ONE + "<id>");
            } else if (one) {
                cancel(exchange, path.substring(ONE.length()));
            } else {
                ask(exchange);
            }
        }
    }

    private void ask(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST + 1);
        try {
            status(exchange, 202, operations.ask(OperationJson.request(body)));
        } catch (OperationRefusedException e) {
            sentence(exchange, e.status(), e.getMessage());
        } catch (IOException | IllegalArgumentException e) {
            sentence(exchange, 400, e.getMessage());
        }
    }

    private void cancel(HttpExchange exchange, String id) throws IOException {
        Optional<OperationStatus> cancelled = operations.cancel(id);
        if (cancelled.isPresent()) {
            status(exchange, 200, cancelled.get());
        } else {
            sentence(exchange, 404, "There is no operation " + id);
        }
    }

    private void status(HttpExchange exchange, int code, OperationStatus status) throws IOException {
        answer(exchange, code, "application/json", OperationJson.answer(status, operations.verified(status.id())));
    }

    private static void sentence(HttpExchange exchange, int code, String text) throws IOException {
        answer(exchange, code, "text/plain", text);
    }

    private static void answer(HttpExchange exchange, int code, String type, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
        exchange.sendResponseHeaders(code, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
