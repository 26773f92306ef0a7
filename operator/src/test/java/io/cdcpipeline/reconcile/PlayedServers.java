package io.cdcpipeline.reconcile;

import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.cdcpipeline.api.CdcPipeline;
import io.cdcpipeline.cluster.Forwarder;
import io.cdcpipeline.cluster.Routes;
import io.cdcpipeline.cluster.WatchedKind;
import io.cdcpipeline.contract.OperationRequest;
import io.cdcpipeline.observe.ObservedResource;
import io.cdcpipeline.source.RealPostgres;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What answers behind a pipeline's Services. The database is a real PostgreSQL, one for all; Connect's REST interface
 * (ConnectorStateInfo: name, connector, tasks, type) and the job's status and control are played, for a test decides what
 * they say.
 */
final class PlayedServers implements AutoCloseable {

    private static final String SERVICES = "127.83.90.54";

    private final ClusterObjects shelf;
    final PlayedControl control;
    private final Script script;
    private Forwarder forward;
    private final RealPostgres postgres;
    private final Map<String, HttpServer> servers = new ConcurrentHashMap<>();
    private final Set<String> databases = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> others = new ConcurrentHashMap<>();

    PlayedServers(ClusterObjects shelf, Script script, RealPostgres postgres) {
        this.postgres = postgres;
        this.shelf = shelf;
        this.script = script;
        this.control = new PlayedControl(shelf);
    }

    /** Services of the cluster lead to the played servers, every other host to itself. */
    Routes routes() {
        return (host, port) -> {
            if (!host.endsWith("." + shelf.namespace() + ".svc")) {
                return new Routes.Place(host, port);
            }
            int there =
                    switch (port) {
                        case 5432, 3306 ->
                            others.computeIfAbsent(host.substring(0, host.indexOf('.')), own -> database(host));
                        case 8083 -> server(host, this::connect);
                        default -> server(host, this::job);
                    };
            return new Routes.Place("127.0.0.1", there);
        };
    }

    /** Has a Service that somebody else made lead to a server on this machine. */
    void lead(String service, int port) {
        others.put(service, port);
    }

    /**
     * For an operator in a process of its own: its JVM takes a hosts file, but names have no ports, so everybody listens on
     * one loopback address at the ports that the plan gives them.
     *
     * @return the hosts file's content
     */
    String listenAsServices(List<String> pipelines) {
        pipelines.forEach(pipeline -> database(pipeline + "-db." + shelf.namespace() + ".svc"));
        forward = new Forwarder(SERVICES, 5432, postgres.port());
        servers.put("connect", start(new InetSocketAddress(SERVICES, 8083), this::connect));
        servers.put("job", start(new InetSocketAddress(SERVICES, 8090), this::job));
        return Stream.concat(
                        Stream.of("127.0.0.1 localhost"),
                        pipelines.stream()
                                .flatMap(p -> Stream.of(p + "-db", p + "-connect-connect-api", p + "-apply"))
                                .map(service -> SERVICES + " " + service + "." + shelf.namespace() + ".svc"))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    /** What the init script of a managed database makes, as far as the operator asks for it. */
    private int database(String host) {
        String pipeline = host.substring(0, host.indexOf("-db."));
        String name = shelf.client()
                .resources(CdcPipeline.class)
                .inNamespace(shelf.namespace())
                .withName(pipeline)
                .get()
                .getSpec()
                .source()
                .postgresql()
                .database();
        if (databases.add(name)
                && postgres.query("postgres", "SELECT 1 FROM pg_database WHERE datname = '" + name + "'") == null) {
            postgres.execute("postgres", "CREATE DATABASE " + name);
        }
        return postgres.port();
    }

    /** What a connector that starts does to its database. */
    void slotOf(String slot, String database) {
        if (databases.contains(database) && slots(slot) == 0) {
            postgres.execute(database, "SELECT pg_create_logical_replication_slot('" + slot + "', 'pgoutput')");
        }
    }

    int slots(String slot) {
        return Integer.parseInt(postgres.query(
                "postgres", "SELECT count(*) FROM pg_replication_slots WHERE slot_name = '" + slot + "'"));
    }

    private void connect(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (path.endsWith("/offsets")) {
            answer(
                    exchange,
                    200,
                    "{\"offsets\": [{\"offset\": {\"announced\": true}}, {\"partition\": {}, \"offset\": {\"gtids\": \""
                            + script.gtids + "\"}}]}");
            return;
        }
        String name = path.substring("/connectors/".length(), path.length() - "/status".length());
        var connector = shelf.find(WatchedKind.CONNECTOR, name).map(ObservedResource::new);
        if (!script.connectAnswers) {
            exchange.close();
        } else if (connector.isEmpty() || !connector.get().hasStatus()) {
            answer(exchange, 404, "{\"error_code\": 404, \"message\": \"No status found for connector " + name + "\"}");
        } else {
            answer(exchange, 200, connectorState(name, isStopped(connector.get())));
        }
    }

    /** Not before Strimzi has seen it: until then, what is played of it may still start the connector. */
    private static boolean isStopped(ObservedResource connector) {
        String state = connector.text("status", "connectorStatus", "connector", "state");
        return state.isEmpty() ? connector.text("spec", "state").equals("stopped") : state.equals("STOPPED");
    }

    private String connectorState(String name, boolean stopped) {
        String task = script.taskTrace.isEmpty()
                ? "{\"id\": 0, \"state\": \"RUNNING\", \"worker_id\": \"w:8083\"}"
                : "{\"id\": 0, \"state\": \"FAILED\", \"worker_id\": \"w:8083\", \"trace\": "
                        + Serialization.asJson(script.taskTrace) + "}";
        return "{\"name\": \"%s\", \"type\": \"source\", \"connector\": {\"state\": \"%s\", \"worker_id\": \"w:8083\"}, \"tasks\": [%s]}"
                .formatted(name, stopped ? "STOPPED" : "RUNNING", stopped ? "" : task);
    }

    private void job(HttpExchange exchange) throws IOException {
        if (!script.jobAnswers) {
            exchange.close();
            return;
        }
        if (exchange.getRequestURI().getPath().startsWith(OperationRequest.PATH)) {
            control.handle(exchange);
            return;
        }
        answer(exchange, 200, """
                {"pipeline": "p", "state": "%s", "message": %s, "batch": %d, "lastCommit": null, "lagSeconds": %s,
                 "eventsPerSecond": 12.5, "deadLetters": %d, "offsets": {}, "brokers": %s,
                 "tables": [{"name": "shop.orders", "path": "shop/orders", "version": 3, "state": "%s", "rows": 5,
                             "message": %s}]}
                """.formatted(
                        script.jobState,
                        Serialization.asJson(script.jobMessage),
                        System.nanoTime(),
                        script.lagSeconds,
                        script.deadLetters,
                        script.brokers,
                        script.tableState,
                        Serialization.asJson(script.tableMessage)));
    }

    private int server(String host, HttpHandler handler) {
        var anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        return servers.computeIfAbsent(host, h -> start(anyPort, handler))
                .getAddress()
                .getPort();
    }

    private static HttpServer start(InetSocketAddress address, HttpHandler handler) {
        try {
            HttpServer server = HttpServer.create(address, 0);
            server.createContext("/", handler);
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        servers.values().forEach(server -> server.stop(0));
        if (forward != null) {
            forward.close();
        }
        var made = List.copyOf(databases);
        // Nobody gets a slot in them any more.
        databases.clear();
        made.forEach(this::drop);
    }

    /**
     * Each is three hundred files, and a slot of the server's sixty-four. FORCE ends sessions, but not one that is just making
     * its slot, nor one that needs longer than five seconds to end (PostgreSQL's dropdb).
     */
    private void drop(String database) {
        await().atMost(Duration.ofMinutes(2)).ignoreExceptions().untilAsserted(() -> {
            postgres.execute(
                    "postgres",
                    "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE NOT active AND database = '"
                            + database + "'");
            postgres.execute("postgres", "DROP DATABASE " + database + " WITH (FORCE)");
        });
    }
}
