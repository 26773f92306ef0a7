package io.cdcpipeline.reconcile;

import io.cdcpipeline.api.CdcPipeline;
import io.cdcpipeline.observe.ConnectorSight;
import io.cdcpipeline.observe.JobSight;
import io.cdcpipeline.observe.Live;
import io.cdcpipeline.plan.Names;
import io.cdcpipeline.plan.Settings;
import io.cdcpipeline.plan.StatusService;
import io.cdcpipeline.source.SourceSight;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.Optional;

/** Asks everybody who is there to be asked about one pipeline. */
final class LookAround {

    private final KubernetesClient client;
    private final Watches watches;
    private final SourceQuestion source;
    private final ConnectQuestion connect;
    private final JobQuestion job;
    private final Settings settings;
    private final Patience<ConnectorSight> connectPatience =
            new Patience<>(sight -> sight instanceof ConnectorSight.Unreachable);
    private final Patience<JobSight> jobPatience = new Patience<>(sight -> sight instanceof JobSight.Unreachable);

    LookAround(KubernetesClient client, Watches watches, SourceQuestion source, Asking asking) {
        this.client = client;
        this.watches = watches;
        this.source = source;
        this.connect = new ConnectQuestion(asking);
        this.job = new JobQuestion(asking);
        this.settings = source.settings();
    }

    Polled at(CdcPipeline pipeline) {
        ResourceID id = ResourceID.fromResource(pipeline);
        Names names = Names.of(pipeline);
        String namespace = names.namespace();
        return new Polled(
                pipeline.getMetadata().getGeneration(),
                database(pipeline, names),
                connectPatience.hear(
                        id,
                        connect.ask(watches.find(WatchedKind.CONNECT, namespace, names.connect()), names.connector())),
                jobPatience.hear(id, job.ask(application(namespace, names), StatusService.url(pipeline, settings))),
                sharedKafka(pipeline));
    }

    void forget(CdcPipeline pipeline) {
        ResourceID id = ResourceID.fromResource(pipeline);
        connectPatience.forget(id);
        jobPatience.forget(id);
    }

    /** Before its pod is ready, a managed database would only be found not to answer. */
    private SourceSight database(CdcPipeline pipeline, Names names) {
        boolean external = pipeline.getSpec().source().postgresql().managed() == null;
        boolean answers = external
                || watches.find(WatchedKind.STATEFUL_SET, names.namespace(), names.database())
                        .map(set -> set.number("status", "readyReplicas"))
                        .filter(ready -> ready > 0)
                        .isPresent();
        return answers ? source.ask(pipeline) : new SourceSight.NotAsked();
    }

    private Optional<Live> application(String namespace, Names names) {
        return watches.find(WatchedKind.KUBEFLOW_APPLICATION, namespace, names.apply())
                .or(() -> watches.find(WatchedKind.APACHE_APPLICATION, namespace, names.apply()));
    }

    /** Others' Kafka bears no label of ours, so no watch shows it. */
    private Optional<Live> sharedKafka(CdcPipeline pipeline) {
        var shared = pipeline.getSpec().broker().strimzi();
        return shared == null || !watches.watches(WatchedKind.KAFKA)
                ? Optional.empty()
                : Optional.ofNullable(client.genericKubernetesResources(
                                        WatchedKind.KAFKA.apiVersion(), WatchedKind.KAFKA.kind())
                                .inNamespace(pipeline.getMetadata().getNamespace())
                                .withName(shared.cluster())
                                .get())
                        .map(Live::new);
    }
}
