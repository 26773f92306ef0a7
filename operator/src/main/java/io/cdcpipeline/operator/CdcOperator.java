package io.cdcpipeline.operator;

import io.cdcpipeline.cluster.Applier;
import io.cdcpipeline.cluster.Endpoints;
import io.cdcpipeline.cluster.PipelineEvents;
import io.cdcpipeline.operation.OperationReconciler;
import io.cdcpipeline.reconcile.OperatorConfig;
import io.cdcpipeline.reconcile.PipelineMetrics;
import io.cdcpipeline.reconcile.ReconcilerContext;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.ConfigurationServiceOverrider;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import io.javaoperatorsdk.operator.monitoring.micrometer.MicrometerMetrics;
import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The operator, put together: client, controllers, election, endpoints. */
public final class CdcOperator implements AutoCloseable {

    public static final String LEASE = "cdcpipeline-operator";
    private static final String NAME = "cdcpipeline";
    private static final String OPERATIONS = "cdcoperation";

    private static final Logger LOG = LoggerFactory.getLogger(CdcOperator.class);
    private static final int RECONCILING_THREADS = 8;
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final Duration LAST_RETRY = Duration.ofMinutes(1);
    /** A safety net: everything that changes also causes a pass by itself. */
    private static final Duration PASS_AT_LEAST_EVERY = Duration.ofMinutes(10);

    /** How long a leader that died is missed; one that ends in order gives the Lease away. Pipelines run on meanwhile. */
    private static final Duration LEASE_DURATION = Duration.ofSeconds(30);

    /** How long what is being reconciled may take to end in order; within what Kubernetes gives a pod, 30 s. */
    private static final Duration LAST_RECONCILIATIONS = Duration.ofSeconds(10);

    private static final Duration LEASE_RENEWED_WITHIN = Duration.ofSeconds(20);
    private static final Duration LEASE_RETRY = Duration.ofSeconds(6);

    /**
     * How often the client repeats a request that the API server failed, by itself and in the thread that reconciles: its
     * default, 10, holds that thread for 100 s where a webhook is down, and eight such pipelines would stop all others.
     * What failed is tried again by the next pass.
     */
    private static final int REPEATED_REQUESTS = 1;

    private final OperatorConfig config;
    private final Platform platform;
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final PipelineMetrics metrics = new PipelineMetrics(registry);
    private final AtomicBoolean leading = new AtomicBoolean();
    private final AtomicBoolean closing = new AtomicBoolean();
    private final KubernetesClient client;
    private final Operator operator;
    private final Endpoints endpoints;

    public CdcOperator(OperatorConfig config, Platform platform) throws IOException {
        this.config = config;
        this.platform = platform;
        this.client = new KubernetesClientBuilder()
                .withConfig(repeatingLittle(platform.client()))
                .withHttpClientBuilderConsumer(http -> {
                    http.addOrReplaceInterceptor(ApiRequests.NAME, new ApiRequests(registry));
                    platform.taps().accept(http);
                })
                .build();
        new JvmMemoryMetrics().bindTo(registry);
        this.operator = new Operator(this::configure);
        this.endpoints =
                new Endpoints(config.port(), new Endpoints.Answers(this::health, this::readiness, this::scrape));
    }

    private static Config repeatingLittle(Config client) {
        client.setRequestRetryBackoffLimit(REPEATED_REQUESTS);
        return client;
    }

    public void start() {
        leading.set(config.leaderNamespace() == null);
        endpoints.start();
        ReconcilerContext surroundings = surroundings();
        operator.register(new PipelineReconciler(surroundings), controller -> configure(controller, NAME));
        // A finalizer only while an operation runs is not the SDK's to put on: it tells of deletions all the same.
        operator.register(new OperationReconciler(surroundings), controller -> configure(controller, OPERATIONS)
                .withTriggerReconcilerOnAllEvents(true));
        operator.start();
        LOG.info(
                "Watching {}, port {}",
                config.namespaces().isEmpty() ? "all namespaces" : config.namespaces(),
                endpoints.port());
    }

    private <R extends HasMetadata> ControllerConfigurationOverrider<R> configure(
            ControllerConfigurationOverrider<R> controller, String name) {
        controller
                .withName(name)
                .withFieldManager(Applier.FIELD_MANAGER)
                .withRetry(retry())
                .withReconciliationMaxInterval(PASS_AT_LEAST_EVERY);
        return config.namespaces().isEmpty()
                ? controller.watchingAllNamespaces()
                : controller.settingNamespaces(config.namespaces());
    }

    int port() {
        return endpoints.port();
    }

    public boolean leads() {
        return leading.get();
    }

    public PrometheusMeterRegistry registry() {
        return registry;
    }

    @Override
    public void close() {
        if (closing.compareAndSet(false, true)) {
            boolean led = leading.getAndSet(false);
            operator.stop();
            if (led && config.leaderNamespace() != null) {
                releaseLease();
            }
            endpoints.close();
            client.close();
        }
    }

    /** So that the next replica need not wait until the Lease runs out. */
    private void releaseLease() {
        try {
            Lease lease = client.leases()
                    .inNamespace(config.leaderNamespace())
                    .withName(LEASE)
                    .get();
            if (lease != null && config.instance().equals(lease.getSpec().getHolderIdentity())) {
                lease.getSpec().setHolderIdentity(null);
                client.resource(lease).update();
            }
        } catch (KubernetesClientException e) {
            LOG.info("The Lease was not released and runs out by itself: {}", e.getMessage());
        }
    }

    private ReconcilerContext surroundings() {
        return new ReconcilerContext(
                config,
                platform.routes(),
                new PipelineEvents(client, platform.clock(), config.instance()),
                metrics,
                leading::get,
                platform.clock());
    }

    private void configure(ConfigurationServiceOverrider service) {
        service.withKubernetesClient(client)
                .withCloseClientOnStop(false)
                .withReconciliationTerminationTimeout(LAST_RECONCILIATIONS)
                .withConcurrentReconciliationThreads(RECONCILING_THREADS)
                .withMetrics(MicrometerMetrics.withoutPerResourceMetrics(registry))
                .withInformerStoppedHandler((informer, failure) -> {
                    if (failure != null && informer.hasSynced()) {
                        fail("A watch ended for good: " + failure);
                    }
                });
        if (config.leaderNamespace() != null) {
            service.withLeaderElectionConfiguration(election());
        }
    }

    private LeaderElectionConfiguration election() {
        return LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(LEASE)
                .withLeaseNamespace(config.leaderNamespace())
                .withIdentity(config.instance())
                .withLeaseDuration(LEASE_DURATION)
                .withRenewDeadline(LEASE_RENEWED_WITHIN)
                .withRetryPeriod(LEASE_RETRY)
                // Exiting is ours to do, for the loss of the lead is part of an ordinary end.
                .withExitOnStopLeading(false)
                .withLeaderCallbacks(new LeaderCallbacks(
                        () -> leading.set(true),
                        () -> fail("Another replica leads now"),
                        leader -> LOG.info("{} leads", leader)))
                .build();
    }

    /** Never gives up. */
    private static GenericRetry retry() {
        return new GenericRetry()
                .withoutMaxAttempts()
                .setInitialInterval(FIRST_RETRY)
                .setIntervalMultiplier(2)
                .setMaxInterval(LAST_RETRY.toMillis());
    }

    private void fail(String why) {
        leading.set(false);
        if (!closing.get()) {
            LOG.error("{}; this process ends and is started anew", why);
            platform.fatal().run();
        }
    }

    private String health() {
        return operator.getRuntimeInfo().isStarted()
                        && !operator.getRuntimeInfo().allEventSourcesAreHealthy()
                ? "these watches are down: " + operator.getRuntimeInfo().unhealthyEventSources()
                : "";
    }

    private String readiness() {
        return operator.getRuntimeInfo().isStarted() ? "" : "starting";
    }

    private String scrape() {
        metrics.refresh();
        return registry.scrape();
    }
}
