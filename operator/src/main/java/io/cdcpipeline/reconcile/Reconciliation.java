package io.cdcpipeline.reconcile;

import io.cdcpipeline.api.CdcPipeline;
import io.cdcpipeline.api.CdcPipelineSpec;
import io.cdcpipeline.api.SparkRunner;
import io.cdcpipeline.cluster.Applied;
import io.cdcpipeline.cluster.ClusterActions;
import io.cdcpipeline.cluster.RetainedKafka;
import io.cdcpipeline.cluster.WatchedKind;
import io.cdcpipeline.observe.ObservedResource;
import io.cdcpipeline.observe.PipelineEvent;
import io.cdcpipeline.observe.StageCondition;
import io.cdcpipeline.plan.GeneratedSecret;
import io.cdcpipeline.plan.Names;
import io.cdcpipeline.plan.Plan;
import io.cdcpipeline.plan.Stage;
import io.cdcpipeline.plan.StageName;
import io.cdcpipeline.poll.PolledState;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.strimzi.api.ResourceLabels;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One pass over one pipeline: what is wanted, what is seen, and the means to act. */
public final class Reconciliation {

    private static final Logger LOG = LoggerFactory.getLogger(Reconciliation.class);
    private static final Set<String> ENDED = Set.of("Succeeded", "Failed");

    private final CdcPipeline pipeline;
    private final Plan plan;
    private final PolledState polled;
    private final ClusterActions actions;
    private final Names names;
    private final Map<String, Optional<ObservedResource>> live = new HashMap<>();
    private final List<PipelineEvent> newEvents = new ArrayList<>();

    public Reconciliation(CdcPipeline pipeline, Plan plan, PolledState polled, ClusterActions actions) {
        this.pipeline = pipeline;
        this.plan = plan;
        this.polled = polled;
        this.actions = actions;
        this.names = Names.of(pipeline);
    }

    public CdcPipeline pipeline() {
        return pipeline;
    }

    public CdcPipelineSpec spec() {
        return pipeline.getSpec();
    }

    public Plan plan() {
        return plan;
    }

    public PolledState polled() {
        return polled;
    }

    public Names names() {
        return names;
    }

    public boolean managedDatabase() {
        return spec().source().kind().ownDatabase();
    }

    public WatchedKind runner() {
        return spec().job().runner() == SparkRunner.KUBEFLOW
                ? WatchedKind.KUBEFLOW_APPLICATION
                : WatchedKind.APACHE_APPLICATION;
    }

    /** Applies a stage, Secrets first; why it was refused, if it was. The first refusal ends it. */
    Optional<Unapplied> apply(StageName stage) {
        Stage wanted = plan.stage(stage);
        return apply(wanted.generated(), wanted.resources());
    }

    /**
     * As {@link #apply(StageName)}, with what a pipeline of the same name has left: its broker's volumes are those of a
     * cluster of a certain id, which Strimzi has to know before it sees a Kafka.
     */
    Optional<Unapplied> applyBroker() {
        Stage wanted = plan.stage(StageName.BROKER);
        return wanted.resources().stream()
                .filter(resource -> WatchedKind.of(resource) == WatchedKind.NODE_POOL)
                .filter(pool -> live(WatchedKind.KAFKA, names.kafka()).isEmpty())
                .findFirst()
                .flatMap(this::takeUp)
                .or(() -> apply(wanted.generated(), wanted.resources()));
    }

    private Optional<Unapplied> takeUp(HasMetadata pool) {
        var retained = new RetainedKafka(actions.client(), names);
        return retained.clusterId().flatMap(id -> apply(List.of(), List.of(pool))
                .or(() -> retained.restore(pool, id).map(refused -> new Unapplied(WatchedKind.NODE_POOL, refused))));
    }

    /** As {@link #apply(StageName)}. */
    Optional<Unapplied> applyLab(Plan.Lab lab) {
        return apply(lab.generated(), lab.resources());
    }

    private Optional<Unapplied> apply(List<GeneratedSecret> generated, List<HasMetadata> resources) {
        for (GeneratedSecret secret : generated) {
            if (actions.secrets().ensure(pipeline, secret) instanceof Applied.Failed failed) {
                return Optional.of(new Unapplied(WatchedKind.SECRET, failed.condition()));
            }
        }
        for (HasMetadata resource : resources) {
            WatchedKind kind = WatchedKind.of(resource);
            String name = resource.getMetadata().getName();
            Applied result = actions.applier().apply(pipeline, resource, live(kind, name));
            if (result instanceof Applied.Failed failed) {
                return Optional.of(new Unapplied(kind, failed.condition()));
            }
            live.put(key(kind, name), Optional.of(((Applied.Done) result).live()));
        }
        return Optional.empty();
    }

    /** As this pass applied it, or saw it first: what is decided in a pass is decided by one look. */
    public Optional<ObservedResource> live(WatchedKind kind, String name) {
        return live.computeIfAbsent(key(kind, name), key -> actions.watches().find(kind, names.namespace(), name));
    }

    public List<ObservedResource> all(WatchedKind kind) {
        return actions.watches().of(kind, pipeline);
    }

    /** @param component the value of {@code app.kubernetes.io/name} */
    List<ObservedResource> pods(String component) {
        return all(WatchedKind.POD).stream()
                .filter(pod -> component.equals(pod.label("app.kubernetes.io/name")))
                .toList();
    }

    /** @param cluster the name of a Kafka or KafkaConnect of the pipeline's own, whose pods Strimzi labels with it */
    List<ObservedResource> strimziPods(String cluster) {
        return all(WatchedKind.POD).stream()
                .filter(pod -> cluster.equals(pod.label(ResourceLabels.STRIMZI_CLUSTER_LABEL)))
                .toList();
    }

    /** The drivers' pods that have not ended, also those that are about to. */
    public List<ObservedResource> drivers() {
        return all(WatchedKind.POD).stream()
                .filter(pod -> "driver".equals(pod.label("spark-role")))
                .filter(pod -> !ENDED.contains(pod.text("status", "phase")))
                .toList();
    }

    /** Deletes; why the server refused that, if it did. */
    Optional<StageCondition> remove(WatchedKind kind, ObservedResource resource) {
        return actions.remove(kind, resource);
    }

    /** Deletes. @throws io.fabric8.kubernetes.client.KubernetesClientException where the server refused that */
    public void delete(WatchedKind kind, ObservedResource resource) {
        actions.delete(kind, resource);
    }

    /** Something that is tried again by itself: what the server refuses of it is no news. */
    void act(Consumer<KubernetesClient> request) {
        try {
            request.accept(actions.client());
        } catch (KubernetesClientException e) {
            LOG.debug("Refused", e);
        }
    }

    public void happened(PipelineEvent event) {
        newEvents.add(event);
    }

    public List<PipelineEvent> newEvents() {
        return newEvents;
    }

    private static String key(WatchedKind kind, String name) {
        return kind + "/" + name;
    }
}
