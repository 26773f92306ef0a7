package io.cdcpipeline.reconcile;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** Lets a share of the operator's requests fail as an API server does whose etcd is away; watches go on. */
final class FlakyRequests implements Interceptor {

    static final String NAME = "flaky-requests";

    private static final byte[] FAILURE = """
            {"kind": "Status", "apiVersion": "v1", "status": "Failure", "reason": "InternalError", "code": 500,
             "message": "etcdserver: request timed out"}
            """.getBytes(StandardCharsets.UTF_8);

    private final Random random = new Random(16);
    private final AtomicInteger failed = new AtomicInteger();
    private volatile double share;
    private volatile HttpServer server;

    void fail(double share) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", FlakyRequests::answer);
            server.start();
            this.share = share;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int failed() {
        return failed.get();
    }

    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
        boolean watches =
                request.uri().getQuery() != null && request.uri().getQuery().contains("watch=true");
        if (!watches && share > 0 && random.nextDouble() < share) {
            failed.incrementAndGet();
            builder.uri(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"));
        }
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(500, FAILURE.length);
            exchange.getResponseBody().write(FAILURE);
        }
    }

    void end() {
        share = 0;
        if (server != null) {
            server.stop(0);
        }
    }
}
