package io.cdcpipeline.job.control;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.cdcpipeline.contract.ControlRequest;
import io.cdcpipeline.contract.StatusEndpoint;
import io.cdcpipeline.job.lake.TableId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Takes a {@link ControlRequest} from whoever shows the pipeline's token, which is read again for each. */
public final class ControlHandler implements HttpHandler {

    private static final int LARGEST = 1 << 20;

    private final Path token;
    private final Consumer<TableId> fill;

    /** @param fill has a table filled, and returns at once */
    public ControlHandler(Path folder, Consumer<TableId> fill) {
        this.token = folder.resolve(StatusEndpoint.TOKEN);
        this.fill = fill;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!BearerToken.read(token).isShownBy(exchange)) {
                answer(exchange, 401, "The bearer token is missing or wrong");
            } else if (!exchange.getRequestMethod().equals("POST")) {
                answer(exchange, 405, "POST a request");
            } else {
                carryOut(exchange);
            }
        }
    }

    private void carryOut(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST + 1);
        List<TableId> tables = new ArrayList<>();
        try {
            for (String name : ControlRequest.parse(body).fill()) {
                tables.add(table(name));
            }
        } catch (IOException | IllegalArgumentException e) {
            answer(exchange, 400, e.getMessage());
            return;
        }
        tables.forEach(fill);
        answer(exchange, 202, "");
    }

    private static TableId table(String name) {
        int point = name.indexOf('.');
        if (point <= 0 || point == name.length() - 1) {
            throw new IllegalArgumentException("fill: '" + name + "' is no table; write schema.table");
        }
        return new TableId(name.substring(0, point), name.substring(point + 1));
    }

    private static void answer(HttpExchange exchange, int code, String text) throws IOException {
        byte[] bytes = bytes(text);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        exchange.sendResponseHeaders(code, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
