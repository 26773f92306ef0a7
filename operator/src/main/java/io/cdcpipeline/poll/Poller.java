package io.cdcpipeline.poll;

import io.cdcpipeline.api.CdcPipeline;
import io.cdcpipeline.cluster.ResourceWatches;
import io.cdcpipeline.cluster.WatchedKind;
import io.cdcpipeline.contract.BrokerVolume;
import io.cdcpipeline.observe.LostLogin;
import io.cdcpipeline.observe.ObservedConnector;
import io.cdcpipeline.observe.ObservedJob;
import io.cdcpipeline.observe.ObservedResource;
import io.cdcpipeline.plan.Names;
import io.cdcpipeline.plan.Settings;
import io.cdcpipeline.plan.apply.StatusService;
import io.cdcpipeline.source.GtidPosition;
import io.cdcpipeline.source.ObservedSource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Asks everybody who is there to be asked about one pipeline. */
public final class Poller {

    private final ForeignResources foreign;
    private final ResourceWatches watches;
    private final SourceClient source;
    private final ConnectClient connect;
    private final JobClient job;
    private final Settings settings;
    private final Debounce<ObservedConnector> connectAnswers =
            new Debounce<>(observed -> observed instanceof ObservedConnector.Unreachable);
    private final Debounce<ObservedJob> jobAnswers =
            new Debounce<>(observed -> observed instanceof ObservedJob.Unreachable);

    private final Map<ResourceID, List<BrokerVolume>> lastVolumes = new ConcurrentHashMap<>();

    public Poller(KubernetesClient client, ResourceWatches watches, SourceClient source, JsonHttpClient http) {
        this.foreign = new ForeignResources(client);
        this.watches = watches;
        this.source = source;
        this.connect = new ConnectClient(http);
        this.job = new JobClient(http);
        this.settings = source.settings();
    }

    PolledState at(CdcPipeline pipeline) {
        ResourceID id = ResourceID.fromResource(pipeline);
        Names names = Names.of(pipeline);
        String namespace = names.namespace();
        ObservedJob answer =
                jobAnswers.hear(id, job.ask(application(namespace, names), StatusService.url(pipeline, settings)));
        // Before the database is asked: a new password of the role that reads changes is set by then.
        List<LostLogin> lostLogins = canBeAsked(pipeline) ? source.keepLogins(pipeline) : List.of();
        ObservedSource seen = database(pipeline);
        return new PolledState(
                pipeline.getMetadata().getUid(),
                pipeline.getMetadata().getGeneration(),
                seen,
                source.loginChanged(pipeline),
                lostLogins,
                connectAnswers.hear(
                        id,
                        connect.ask(watches.find(WatchedKind.CONNECT, namespace, names.connect()), names.connector())),
                answer,
                volumes(id, answer),
                foreign.cluster(pipeline),
                watches.watches(WatchedKind.KAFKA) ? foreign.kafka(pipeline) : Optional.empty());
    }

    /** A broker whose volume is full ends, and then its job may: what it said last says why. */
    private List<BrokerVolume> volumes(ResourceID id, ObservedJob answer) {
        if (answer instanceof ObservedJob.Seen seen && !seen.status().brokers().isEmpty()) {
            lastVolumes.put(id, seen.status().brokers());
        }
        return lastVolumes.getOrDefault(id, List.of());
    }

    public void forget(CdcPipeline pipeline) {
        ResourceID id = ResourceID.fromResource(pipeline);
        connectAnswers.forget(id);
        jobAnswers.forget(id);
        lastVolumes.remove(id);
    }

    /** A database that was not asked can be asked by now: its pod has become ready. */
    boolean isOutdated(PolledState polled, CdcPipeline pipeline) {
        return polled.source() instanceof ObservedSource.NotAsked && canBeAsked(pipeline);
    }

    private ObservedSource database(CdcPipeline pipeline) {
        return canBeAsked(pipeline) ? source.ask(pipeline, () -> position(pipeline)) : new ObservedSource.NotAsked();
    }

    private Optional<GtidPosition> position(CdcPipeline pipeline) {
        Names names = Names.of(pipeline);
        return connect.position(
                watches.find(WatchedKind.CONNECT, names.namespace(), names.connect()), names.connector());
    }

    /** Before its pod is ready, a managed database would only be found not to answer. */
    private boolean canBeAsked(CdcPipeline pipeline) {
        Names names = Names.of(pipeline);
        return !pipeline.getSpec().source().kind().ownDatabase()
                || watches.find(WatchedKind.STATEFUL_SET, names.namespace(), names.database())
                        .map(set -> set.number("status", "readyReplicas"))
                        .filter(ready -> ready > 0)
                        .isPresent();
    }

    private Optional<ObservedResource> application(String namespace, Names names) {
        return watches.find(WatchedKind.KUBEFLOW_APPLICATION, namespace, names.apply())
                .or(() -> watches.find(WatchedKind.APACHE_APPLICATION, namespace, names.apply()));
    }
}
