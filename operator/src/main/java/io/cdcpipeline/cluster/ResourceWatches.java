package io.cdcpipeline.cluster;

import io.cdcpipeline.api.CdcPipeline;
import io.cdcpipeline.observe.ObservedResource;
import io.cdcpipeline.plan.Labels;
import io.fabric8.kubernetes.api.model.APIResourceList;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One informer for each kind, on what we make ourselves, and on all pods that bear a pipeline's label: Strimzi's bear it,
 * and say that Strimzi manages them. The definitions of other operators' kinds may come
 * while this operator runs: those are looked for now and then until they are there.
 */
public final class ResourceWatches {

    private static final String SELECTOR = Labels.MANAGED_BY + "=" + Labels.OPERATOR + "," + Labels.PIPELINE;
    private static final Duration LOOK_EVERY = Duration.ofSeconds(20);

    private final Map<WatchedKind, InformerEventSource<GenericKubernetesResource, CdcPipeline>> sources =
            new ConcurrentHashMap<>();
    private final Clock clock;
    private volatile Instant nextLook = Instant.MIN;

    public ResourceWatches(Clock clock) {
        this.clock = clock;
    }

    /** Of all kinds that the cluster has by now. */
    public List<EventSource<?, CdcPipeline>> atStart(EventSourceContext<CdcPipeline> context) {
        var started = new ArrayList<EventSource<?, CdcPipeline>>();
        for (WatchedKind kind : WatchedKind.values()) {
            if (served(kind, context.getClient())) {
                sources.put(kind, source(kind, context));
                started.add(sources.get(kind));
            }
        }
        return started;
    }

    /** Begins to watch the kinds whose definitions have come since. */
    public synchronized void addWhatCame(Context<CdcPipeline> context) {
        if (sources.size() == WatchedKind.values().length || clock.instant().isBefore(nextLook)) {
            return;
        }
        nextLook = clock.instant().plus(LOOK_EVERY);
        Arrays.stream(WatchedKind.values())
                .filter(kind -> !sources.containsKey(kind) && served(kind, context.getClient()))
                .forEach(kind -> {
                    var retriever = context.eventSourceRetriever();
                    var source = source(kind, retriever.eventSourceContextForDynamicRegistration());
                    retriever.dynamicallyRegisterEventSource(source);
                    sources.put(kind, source);
                });
    }

    /** The cluster has such a kind. */
    public boolean watches(WatchedKind kind) {
        return sources.containsKey(kind);
    }

    public Optional<ObservedResource> find(WatchedKind kind, String namespace, String name) {
        return Optional.ofNullable(sources.get(kind))
                .flatMap(source -> source.get(new ResourceID(name, namespace)))
                .map(ObservedResource::new);
    }

    /** All of a kind that bear the pipeline's label. */
    public List<ObservedResource> of(WatchedKind kind, CdcPipeline pipeline) {
        var source = sources.get(kind);
        return source == null
                ? List.of()
                : source.getSecondaryResources(pipeline).stream()
                        .map(ObservedResource::new)
                        .toList();
    }

    private static InformerEventSource<GenericKubernetesResource, CdcPipeline> source(
            WatchedKind kind, EventSourceContext<CdcPipeline> context) {
        var configuration = InformerEventSourceConfiguration.from(kind.gvk(), CdcPipeline.class)
                .withName(kind.name())
                .withLabelSelector(kind == WatchedKind.POD ? Labels.PIPELINE : SELECTOR)
                .withSecondaryToPrimaryMapper(ResourceWatches::pipeline)
                .withNamespacesInheritedFromController()
                .build();
        return new InformerEventSource<>(configuration, context);
    }

    /** By label and not by owner: what is retained has none. The CRD sees to it that a name fits into a label. */
    private static Set<ResourceID> pipeline(GenericKubernetesResource resource) {
        String name = new ObservedResource(resource).label(Labels.PIPELINE);
        return name == null
                ? Set.of()
                : Set.of(new ResourceID(name, resource.getMetadata().getNamespace()));
    }

    /** Whether the cluster has the definition of that kind now. */
    public static boolean served(WatchedKind kind, KubernetesClient client) {
        if (kind.provider().isEmpty()) {
            return true;
        }
        APIResourceList served = client.getApiResources(kind.apiVersion());
        return served != null
                && served.getResources().stream().anyMatch(r -> r.getKind().equals(kind.kind()));
    }
}
