package io.cdcpipeline.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.operator.OperatorProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the operator costs a cluster in which twenty pipelines run and nothing changes but rows: requests and writes a
 * minute, memory, processor. It runs as a process of its own with the limits of its Deployment. Neither a unit nor an
 * integration test by its name:
 *
 * <pre>./mvnw -pl operator -am verify -Dtest=none -Dit.test=TwentyPipelinesBench
 *     -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false</pre>
 */
class TwentyPipelinesBench {

    private static final List<String> PIPELINES =
            IntStream.range(0, 20).mapToObj(i -> "p" + i).toList();
    private static final Duration MEASURED = Duration.ofMinutes(5);
    private static final Pattern REQUESTS =
            Pattern.compile("cdc_operator_api_requests_total\\{method=\"(\\w+)\"} ([0-9.E]+)");

    @TempDir
    private Path folder;

    @Test
    void steadyState() throws Exception {
        try (TestCluster cluster = TestCluster.start()) {
            PIPELINES.forEach(cluster::given);
            Path hosts = folder.resolve("hosts");
            Files.writeString(hosts, cluster.servers.listenAsServices(PIPELINES));
            int port = OperatorProcess.freePort();
            try (OperatorProcess operator = OperatorProcess.start(
                    folder,
                    Map.of(
                            "CDC_NAMESPACES", cluster.namespace(),
                            "POD_NAMESPACE", ShippedRole.NAMESPACE,
                            "CDC_HTTP_PORT", Integer.toString(port)),
                    "-Djdk.net.hosts.file=" + hosts,
                    "-Xmx230m",
                    "-XX:+UseSerialGC")) {
                long start = System.nanoTime();
                PIPELINES.forEach(cluster::awaitReady);
                System.out.printf("%d pipelines ready after %d s%n", PIPELINES.size(), seconds(start));
                Thread.sleep(Duration.ofSeconds(60).toMillis());
                Map<String, String> versions = cluster.versions();
                measure(operator, port);
                assertThat(cluster.versions()).isEqualTo(versions);
            }
        }
    }

    private static void measure(OperatorProcess operator, int port) throws Exception {
        Map<String, Double> before = requests(port);
        Duration cpu = operator.process().info().totalCpuDuration().orElseThrow();
        Thread.sleep(MEASURED.toMillis());
        Map<String, Double> after = requests(port);
        Duration used =
                operator.process().info().totalCpuDuration().orElseThrow().minus(cpu);
        after.forEach((method, count) -> System.out.printf(
                "%s: %.1f a minute%n", method, (count - before.getOrDefault(method, 0.0)) / MEASURED.toMinutes()));
        System.out.printf("CPU: %.1f ms a second%n", used.toMillis() / (double) MEASURED.toSeconds());
        System.out.println(memory(operator));
        writesOnlyItsLease(before, after);
    }

    /** The Lease is renewed by PATCH, every six seconds; pipelines and what belongs to them must not be written at all. */
    private static void writesOnlyItsLease(Map<String, Double> before, Map<String, Double> after) {
        Map<String, Double> none = Map.of("POST", 0.0, "PUT", 0.0, "DELETE", 0.0);
        none.forEach((method, count) ->
                assertThat(after.getOrDefault(method, count)).isEqualTo(before.getOrDefault(method, count)));
        assertThat(after.get("PATCH") - before.get("PATCH")).isLessThanOrEqualTo(MEASURED.toSeconds() / 6 + 1);
    }

    private static Map<String, Double> requests(int port) throws IOException, InterruptedException {
        return REQUESTS.matcher(OperatorProcess.get(port, "/metrics").body())
                .results()
                .collect(Collectors.toMap(
                        m -> m.group(1), m -> Double.parseDouble(m.group(2)), (a, b) -> b, TreeMap::new));
    }

    private static String memory(OperatorProcess operator) throws IOException {
        return Files.readAllLines(
                        Path.of("/proc", Long.toString(operator.process().pid()), "status"))
                .stream()
                .filter(line -> line.startsWith("VmRSS") || line.startsWith("VmHWM") || line.startsWith("Threads"))
                .collect(Collectors.joining("; "));
    }

    private static long seconds(long startNanos) {
        return Duration.ofNanos(System.nanoTime() - startNanos).toSeconds();
    }
}
