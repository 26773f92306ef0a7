package io.cdcpipeline.job.query;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.cdcpipeline.job.control.BearerToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Answers {@code POST /sql}: the body is one statement, what follows the question mark {@link Moment#parse the moment} at which
 * tables are read, the answer {@link QueryAnswer JSON}. It listens on the loopback only, and wants {@code Authorization: Bearer <token>}: other users of this machine may not read the lake.
 */
final class QueryServer implements AutoCloseable {

    private static final int LARGEST_STATEMENT = 1 << 20;

    private final HttpServer server;
    private final ExecutorService threads;
    private final Supplier<LakeQuery> lake;
    private final BearerToken token;

    private QueryServer(HttpServer server, Supplier<LakeQuery> lake, BearerToken token) {
        this.server = server;
        this.lake = lake;
        this.token = token;
        this.threads = Executors.newFixedThreadPool(2, work -> {
            Thread thread = new Thread(work, "query");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** @param tokenFile holds the token; blanks around it do not count */
    static QueryServer start(int port, Path tokenFile, Supplier<LakeQuery> lake) throws IOException {
        BearerToken token = BearerToken.read(tokenFile);
        if (token.text().isEmpty()) {
            throw new IOException("The token file " + tokenFile + " is empty: write a random text into it");
        }
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        QueryServer server = new QueryServer(http, lake, token);
        http.setExecutor(server.threads);
        http.createContext("/sql", server::answer);
        http.start();
        return server;
    }

    InetSocketAddress address() {
        return server.getAddress();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!token.isShownBy(exchange)) {
                refuse(exchange, 401, new SecurityException("The bearer token is missing or wrong"));
            } else if (!exchange.getRequestMethod().equals("POST")) {
                refuse(exchange, 405, new IllegalArgumentException("POST a statement"));
            } else {
                run(exchange);
            }
        }
    }

    private void run(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST_STATEMENT + 1);
        if (body.length > LARGEST_STATEMENT) {
            refuse(exchange, 413, new IllegalArgumentException("The statement is longer than 1 MiB"));
            return;
        }
        Dataset<Row> result;
        try {
            result = lake.get()
                    .run(
                            new String(body, StandardCharsets.UTF_8),
                            exchange.getRequestURI().getQuery());
        } catch (Exception e) {
            refuse(exchange, 400, e);
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            QueryAnswer.write(result, out);
        }
    }

    private static void refuse(HttpExchange exchange, int code, Exception reason) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        QueryAnswer.writeError(reason, body);
        exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
        exchange.sendResponseHeaders(code, body.size());
        exchange.getResponseBody().write(body.toByteArray());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
