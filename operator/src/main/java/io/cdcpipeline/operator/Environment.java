package io.cdcpipeline.operator;

import io.cdcpipeline.plan.Settings;
import io.cdcpipeline.reconcile.OperatorConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads the configuration out of environment variables. All problems are reported at once, also a variable of ours that does
 * not exist: it is one that was misspelt.
 */
final class Environment {

    private static final String PREFIX = "CDC_";
    private static final Set<String> KNOWN = Set.of(
            "CDC_NAMESPACES",
            "CDC_LEADER_ELECTION",
            "CDC_HTTP_PORT",
            "CDC_POLL_INTERVAL",
            "CDC_TEARDOWN_TIMEOUT",
            "CDC_POSTGRESQL_IMAGE",
            "CDC_MARIADB_IMAGE",
            "CDC_CONNECT_IMAGE",
            "CDC_JOB_IMAGE",
            "CDC_LAB_IMAGE",
            "CDC_KAFKA_VERSION",
            "CDC_SPARK_VERSION",
            "CDC_SCALA_VERSION",
            "CDC_LOG_LEVEL");
    /** Kubernetes adds these for each Service of the namespace. */
    private static final Predicate<String> OF_A_SERVICE =
            Pattern.compile(".*_(SERVICE_HOST|SERVICE_PORT.*|PORT_\\d+_.*)").asMatchPredicate();

    private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
    private static final Pattern DURATION = Pattern.compile("(\\d{1,6})(ms|s|m|h)");
    private static final Pattern WORD = Pattern.compile("\\S+");

    private final Map<String, String> variables;
    private final List<String> problems = new ArrayList<>();

    private Environment(Map<String, String> variables) {
        this.variables = variables;
    }

    /** @throws IllegalArgumentException with one line for each problem */
    static OperatorConfig read(Map<String, String> variables) {
        return new Environment(variables).read();
    }

    private OperatorConfig read() {
        unknown();
        var config = new OperatorConfig(
                namespaces(),
                leaderNamespace(),
                variables.getOrDefault("HOSTNAME", "operator"),
                port(),
                duration("CDC_POLL_INTERVAL", Duration.ofSeconds(15), Duration.ofSeconds(1)),
                duration("CDC_TEARDOWN_TIMEOUT", Duration.ofMinutes(2), Duration.ZERO),
                settings());
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", problems));
        }
        return config;
    }

    private void unknown() {
        new TreeSet<>(variables.keySet())
                .stream()
                        .filter(name -> name.startsWith(PREFIX) && !KNOWN.contains(name) && !OF_A_SERVICE.test(name))
                        .forEach(name -> problems.add(name + " is unknown; there are "
                                + KNOWN.stream().sorted().collect(Collectors.joining(", "))));
    }

    private Set<String> namespaces() {
        Set<String> namespaces = Arrays.stream(text("CDC_NAMESPACES", "").split(","))
                .map(String::strip)
                .filter(n -> !n.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        namespaces.stream()
                .filter(n -> !NAMESPACE.matcher(n).matches())
                .forEach(n -> problems.add("CDC_NAMESPACES holds '" + n
                        + "', which is not a namespace: give names separated by commas, or nothing for all"));
        return namespaces;
    }

    private String leaderNamespace() {
        String election = text("CDC_LEADER_ELECTION", "true");
        if (!election.equals("true") && !election.equals("false")) {
            problems.add("CDC_LEADER_ELECTION is '" + election + "': give true or false");
        }
        if (!election.equals("true")) {
            return null;
        }
        String namespace = text("POD_NAMESPACE", "");
        if (namespace.isEmpty()) {
            problems.add("POD_NAMESPACE is not set, and the leader's Lease lies there: set it from metadata.namespace,"
                    + " or CDC_LEADER_ELECTION to false");
        }
        return namespace;
    }

    private int port() {
        String port = text("CDC_HTTP_PORT", "8080");
        if (!port.matches("\\d{1,5}") || Integer.parseInt(port) > 65535) {
            problems.add("CDC_HTTP_PORT is '" + port + "': give a port from 1 to 65535, or 0 for any free one");
            return 0;
        }
        return Integer.parseInt(port);
    }

    private Duration duration(String name, Duration otherwise, Duration least) {
        String text = text(name, "");
        if (text.isEmpty()) {
            return otherwise;
        }
        var matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            problems.add(name + " is '" + text + "': give a number with ms, s, m or h, such as 15s");
            return otherwise;
        }
        long number = Long.parseLong(matcher.group(1));
        Duration duration =
                switch (matcher.group(2)) {
                    case "ms" -> Duration.ofMillis(number);
                    case "s" -> Duration.ofSeconds(number);
                    case "m" -> Duration.ofMinutes(number);
                    default -> Duration.ofHours(number);
                };
        if (duration.compareTo(least) < 0) {
            problems.add(name + " is '" + text + "': give " + least.toSeconds() + "s or more");
        }
        return duration;
    }

    private Settings settings() {
        Settings defaults = Settings.defaults();
        return new Settings(
                new Settings.Images(
                        word("CDC_POSTGRESQL_IMAGE", defaults.images().postgresql()),
                        word("CDC_MARIADB_IMAGE", defaults.images().mariadb()),
                        word("CDC_CONNECT_IMAGE", defaults.images().connect()),
                        word("CDC_JOB_IMAGE", defaults.images().job()),
                        word("CDC_LAB_IMAGE", defaults.images().lab())),
                new Settings.Versions(
                        word("CDC_KAFKA_VERSION", defaults.versions().kafka()),
                        word("CDC_SPARK_VERSION", defaults.versions().spark()),
                        word("CDC_SCALA_VERSION", defaults.versions().scala())),
                word("POD_NAMESPACE", defaults.operatorNamespace()));
    }

    private String word(String name, String otherwise) {
        String text = text(name, otherwise);
        if (!WORD.matcher(text).matches()) {
            problems.add(name + " is '" + text + "': it may hold no blank");
        }
        return text;
    }

    /** Set to nothing counts as not set: a Deployment can't leave a variable out by itself. */
    private String text(String name, String otherwise) {
        String text = variables.getOrDefault(name, "").strip();
        return text.isEmpty() ? otherwise : text;
    }
}
