package io.cdcpipeline.cluster;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * Answers {@code /healthz} (restart me if this fails), {@code /readyz} (I watch, whether I lead or stand by) and
 * {@code /metrics}.
 */
public final class Endpoints implements AutoCloseable {

    private static final int THREADS = 2;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, task -> {
        var thread = new Thread(task, "endpoints");
        thread.setDaemon(true);
        return thread;
    });

    /** What is answered; a check gives the empty text when all is well, else what is not. */
    public record Answers(Supplier<String> health, Supplier<String> readiness, Supplier<String> metrics) {}

    /** @param port 0: any free one */
    public Endpoints(int port, Answers answers) throws IOException {
        server = HttpServer.create(new InetSocketAddress(port), 0);
        server.setExecutor(threads);
        server.createContext("/healthz", exchange -> check(exchange, answers.health()));
        server.createContext("/readyz", exchange -> check(exchange, answers.readiness()));
        server.createContext(
                "/metrics", exchange -> answer(exchange, 200, answers.metrics().get()));
    }

    public void start() {
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static void check(HttpExchange exchange, Supplier<String> check) throws IOException {
        String trouble = check.get();
        answer(exchange, trouble.isEmpty() ? 200 : 503, trouble.isEmpty() ? "ok\n" : trouble + "\n");
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
        exchange.sendResponseHeaders(status, body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }
}
