package io.cdcpipeline.standin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** {@code server.properties} of one node: {@code KafkaBrokerConfigurationBuilder}, with plain text inside the cluster. */
final class BrokerProperties {

    /** {@code KafkaClusterSpec.FORBIDDEN_PREFIXES}, those that a KRaft cluster can meet. */
    private static final List<String> FORBIDDEN = List.of(
            "listeners",
            "advertised.",
            "broker.",
            "listener.",
            "host.name",
            "port",
            "inter.broker.listener.name",
            "sasl.",
            "ssl.",
            "security.",
            "password.",
            "log.dir",
            "authorizer.",
            "super.user",
            "node.id",
            "process.roles",
            "controller.",
            "metadata.log.dir");

    private static final List<String> EXCEPTIONS = List.of(
            "sasl.server.max.receive.size",
            "ssl.cipher.suites",
            "ssl.protocol",
            "ssl.enabled.protocols",
            "broker.session.timeout.ms",
            "broker.heartbeat.interval.ms",
            "controller.quorum.",
            "controller.socket.timeout.ms");

    private final BrokerPool pool;
    private final List<String> names = new ArrayList<>(List.of("CONTROLPLANE-9090", "REPLICATION-9091"));

    BrokerProperties(BrokerPool pool) {
        this.pool = pool;
        pool.kafka().at("/spec/kafka/listeners").forEach(this::add);
    }

    private void add(JsonNode listener) {
        if (!"internal".equals(listener.path("type").asText())
                || listener.path("tls").asBoolean()
                || listener.has("authentication")) {
            throw new InvalidResourceException("The stand-in plays only listeners of type internal without TLS and"
                    + " authentication, not " + listener.path("name").asText());
        }
        names.add(listener.path("name").asText().toUpperCase(Locale.ROOT) + "-"
                + listener.path("port").asText());
    }

    String of(int node) {
        String host = pool.host(node);
        return Properties.with(Map.of(
                        "node.id", Integer.toString(node),
                        "process.roles", "broker,controller",
                        "controller.listener.names", names.get(0),
                        "controller.quorum.voters", voters(),
                        "listeners", listeners(names, "0.0.0.0"),
                        "advertised.listeners", listeners(names.subList(1, names.size()), host),
                        "inter.broker.listener.name", names.get(1),
                        "listener.security.protocol.map",
                                names.stream().map(n -> n + ":PLAINTEXT").collect(Collectors.joining(",")),
                        "log.dirs", pool.logDir(node)))
                .put("min.insync.replicas", "1")
                .add(pool.kafka().at("/spec/kafka/config"), FORBIDDEN, EXCEPTIONS)
                .text();
    }

    private String voters() {
        return IntStream.range(0, pool.replicas())
                .mapToObj(node -> node + "@" + pool.host(node) + ":9090")
                .collect(Collectors.joining(","));
    }

    private static String listeners(List<String> names, String host) {
        return names.stream()
                .map(name -> name + "://" + host + ":" + name.substring(name.lastIndexOf('-') + 1))
                .collect(Collectors.joining(","));
    }
}
