package io.cdcpipeline.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cdcpipeline.api.CdcOperation;
import io.cdcpipeline.api.CdcPipeline;
import io.cdcpipeline.api.CdcPipelineStatus;
import io.cdcpipeline.cluster.WatchedKind;
import io.cdcpipeline.operator.CdcOperator;
import io.cdcpipeline.operator.Platform;
import io.cdcpipeline.plan.Settings;
import io.cdcpipeline.source.RealPostgres;
import io.cdcpipeline.testing.ApiServer;
import io.cdcpipeline.testing.ThirdPartyCrds;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.core.ThrowingRunnable;

/**
 * A namespace of its own on the real API server, with an operator under the shipped role and everybody played whom a
 * cluster has beside it.
 */
public final class TestCluster implements AutoCloseable {

    /** Costs nothing where all goes well; two cores may run other modules' tests beside. */
    static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final ApiServer API = ApiServer.running();

    final Script script = new Script();
    public final ClusterObjects shelf;
    final PlayedServers servers;
    final ThirdParties thirdParties;
    final ShiftedClock clock = new ShiftedClock();
    final HeldRequest held = new HeldRequest();
    final FlakyRequests flaky = new FlakyRequests();

    private final List<Runnable> running = new ArrayList<>();
    private final Set<String> fatal = ConcurrentHashMap.newKeySet();

    private TestCluster(KubernetesClient client, String namespace, RealPostgres postgres) {
        shelf = new ClusterObjects(client, namespace);
        servers = new PlayedServers(shelf, script, postgres);
        thirdParties = ThirdParties.of(shelf, script, servers);
        thirdParties.start();
        running.add(thirdParties::stop);
        running.add(servers::close);
    }

    public static TestCluster start() {
        return start(RealPostgres.running());
    }

    /** @param postgres where managed databases are */
    static TestCluster start(RealPostgres postgres) {
        API.install(ThirdPartyCrds.values());
        ShippedRole.install(API.client());
        return new TestCluster(API.client(), API.newNamespace(), postgres);
    }

    /** Time that a test can let reconciliation. */
    static final class ShiftedClock extends Clock {

        private final AtomicReference<Duration> shift = new AtomicReference<>(Duration.ZERO);

        void pass(Duration time) {
            shift.updateAndGet(time::plus);
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(shift.get());
        }

        @Override
        public ZoneId getZone() {
            return ZoneId.of("UTC");
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }

    /** An operator that watches this namespace alone; closed with the cluster if not before. */
    public CdcOperator operator() {
        return operator(config(Set.of(shelf.namespace())));
    }

    CdcOperator operator(OperatorConfig config) {
        return operator(config, ShippedRole.login(API));
    }

    /** Under Roles in this namespace, instead of the shipped ClusterRole. */
    CdcOperator operatorUnderRoles(OperatorConfig config) {
        return operator(config, ShippedRole.loginUnderRoles(client(), namespace()));
    }

    /** That reaches the API server by a port of this machine. */
    CdcOperator operatorThrough(int port) {
        Config login = new ConfigBuilder(ShippedRole.login(API))
                .withMasterUrl("https://127.0.0.1:" + port)
                .build();
        return operator(config(Set.of(namespace())), login);
    }

    private CdcOperator operator(OperatorConfig config, Config login) {
        try {
            var operator = new CdcOperator(
                    config,
                    new Platform(
                            login,
                            http -> {
                                http.addOrReplaceInterceptor(UsedRights.NAME, UsedRights.ALL);
                                http.addOrReplaceInterceptor(HeldRequest.NAME, held);
                                http.addOrReplaceInterceptor(FlakyRequests.NAME, flaky);
                            },
                            servers.routes(),
                            clock,
                            () -> fatal.add(config.instance())));
            running.add(0, operator::close);
            operator.start();
            return operator;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    OperatorConfig config(Set<String> namespaces) {
        return config(namespaces, null, "operator-1");
    }

    OperatorConfig config(Set<String> namespaces, String leaderNamespace, String instance) {
        return new OperatorConfig(
                namespaces,
                leaderNamespace,
                instance,
                0,
                Duration.ofMillis(300),
                Duration.ofSeconds(30),
                Settings.defaults());
    }

    public KubernetesClient client() {
        return shelf.client();
    }

    public String namespace() {
        return shelf.namespace();
    }

    /**
     * The smallest pipeline; its database is named after the test's namespace, for all share one server.
     *
     * @param more further lines of the spec
     */
    public CdcPipeline given(String name, String... more) {
        return client().resource(manifest(name, more)).create();
    }

    /** As {@link #given}, and not created. */
    public CdcPipeline manifest(String name, String... more) {
        String yaml = """
                apiVersion: cdcpipeline.io/v1alpha1
                kind: CdcPipeline
                metadata: {name: %s, namespace: %s}
                spec:
                  source: {postgresql: {database: %s, managed: {}}}
                  tables: ["shop.*"]
                  lake: {volume: {size: 1Gi}}
                """.formatted(name, namespace(), database(name));
        String lines = Arrays.stream(more).map(line -> "  " + line + "\n").collect(Collectors.joining());
        return Serialization.unmarshal(yaml + lines, CdcPipeline.class);
    }

    String database(String pipeline) {
        return (namespace() + "_" + pipeline).replace('-', '_');
    }

    public CdcPipeline pipeline(String name) {
        return client().resources(CdcPipeline.class)
                .inNamespace(namespace())
                .withName(name)
                .get();
    }

    /** @param spec YAML that is merged into the spec */
    public void change(String name, String spec) {
        client().resources(CdcPipeline.class)
                .inNamespace(namespace())
                .withName(name)
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"spec\": " + Serialization.asJson(Serialization.unmarshal("---\n" + spec, Map.class)) + "}");
    }

    /** An operation, its spec in YAML. */
    CdcOperation operation(String name, String spec) {
        String yaml = """
                apiVersion: cdcpipeline.io/v1alpha1
                kind: CdcOperation
                metadata: {name: %s, namespace: %s}
                spec: %s
                """.formatted(name, namespace(), spec);
        return client().resource(Serialization.unmarshal(yaml, CdcOperation.class))
                .create();
    }

    public CdcOperation operation(String name) {
        return client().resources(CdcOperation.class)
                .inNamespace(namespace())
                .withName(name)
                .get();
    }

    void deleteOperation(String name) {
        client().resources(CdcOperation.class)
                .inNamespace(namespace())
                .withName(name)
                .delete();
    }

    void delete(String name) {
        client().resources(CdcPipeline.class)
                .inNamespace(namespace())
                .withName(name)
                .delete();
    }

    void awaitStage(String name, String stage) {
        eventually(() -> {
            CdcPipelineStatus status = pipeline(name).getStatus();
            assertThat(status).isNotNull();
            assertThat(status.stage()).as(Serialization.asYaml(status)).isEqualTo(stage);
        });
    }

    public void awaitReady(String name) {
        awaitStage(name, "Running");
    }

    void awaitGone(String name) {
        eventually(() -> assertThat(pipeline(name)).isNull());
    }

    /** Until it holds; a part of what it looks at may not be there yet. */
    public void eventually(ThrowingRunnable assertion) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptions()
                .untilAsserted(assertion);
    }

    Condition condition(String name, String type) {
        var status = pipeline(name).getStatus();
        return status == null || status.conditions() == null
                ? new Condition()
                : status.conditions().stream()
                        .filter(c -> c.getType().equals(type))
                        .findFirst()
                        .orElseGet(Condition::new);
    }

    List<Event> events(String pipeline) {
        return client().events().v1().events().inNamespace(namespace()).list().getItems().stream()
                .filter(e -> e.getRegarding().getName().equals(pipeline))
                .toList();
    }

    /** The resourceVersion of every pipeline and of everything that belongs to one. */
    Map<String, String> versions() {
        Stream<HasMetadata> pipelines =
                client().resources(CdcPipeline.class).inNamespace(namespace()).list().getItems().stream()
                        .map(HasMetadata.class::cast);
        return Stream.concat(pipelines, Stream.of(WatchedKind.values()).flatMap(kind -> shelf.all(kind).stream()))
                .collect(Collectors.toMap(
                        r -> r.getKind() + "/" + r.getMetadata().getName(),
                        r -> r.getMetadata().getResourceVersion(),
                        (one, other) -> one + " " + other,
                        TreeMap::new));
    }

    /** What was asked to end this process. */
    Set<String> fatal() {
        return fatal;
    }

    @Override
    public void close() {
        running.forEach(Runnable::run);
    }
}
