package io.cdcpipeline.job.progress;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.cdcpipeline.contract.JobState;
import io.cdcpipeline.contract.JobStatusJson;
import io.cdcpipeline.contract.StatusEndpoint;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Answers {@code /status}, {@code /metrics} and {@code /healthz}. */
public final class StatusServer implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads;

    private StatusServer(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    public static StatusServer start(StatusEndpoint endpoint, Progress progress) throws IOException {
        HttpServer server;
        try {
            server = HttpServer.create(new InetSocketAddress(endpoint.host(), endpoint.port()), 0);
        } catch (IOException e) {
            throw new IOException(
                    "status.host:port " + endpoint.host() + ":" + endpoint.port() + " cannot be listened on: "
                            + e.getMessage() + ". Choose a free port, or 0 for any",
                    e);
        }
        ExecutorService threads = Executors.newFixedThreadPool(2, work -> {
            Thread thread = new Thread(work, "status");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        server.createContext(
                "/status", e -> answer(e, "/status", "application/json", JobStatusJson.write(progress.status())));
        server.createContext(
                "/metrics",
                e -> answer(
                        e,
                        "/metrics",
                        "text/plain; version=0.0.4",
                        Metrics.of(progress.status(), progress.freshness())));
        server.createContext("/healthz", e -> health(e, progress));
        server.start();
        return new StatusServer(server, threads);
    }

    /** Answers something else, too. */
    public void serve(String path, HttpHandler handler) {
        server.createContext(path, handler);
    }

    public InetSocketAddress address() {
        return server.getAddress();
    }

    private static void health(HttpExchange exchange, Progress progress) throws IOException {
        boolean failed = progress.status().state() == JobState.FAILED;
        send(exchange, failed ? 503 : 200, "text/plain", failed ? "failed\n" : "ok\n");
    }

    private static void answer(HttpExchange exchange, String path, String type, String body) throws IOException {
        boolean known = exchange.getRequestURI().getPath().equals(path);
        send(exchange, known ? 200 : 404, type, known ? body : "");
    }

    private static void send(HttpExchange exchange, int code, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
            exchange.sendResponseHeaders(code, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
