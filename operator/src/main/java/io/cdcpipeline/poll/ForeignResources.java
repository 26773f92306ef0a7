package io.cdcpipeline.poll;

import io.cdcpipeline.api.CdcPipeline;
import io.cdcpipeline.api.CloudNativePg;
import io.cdcpipeline.api.Postgresql;
import io.cdcpipeline.cluster.WatchedKind;
import io.cdcpipeline.observe.ObservedResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Optional;

/** What a pipeline names and somebody else has made: it bears no label of ours, so no watch shows it. */
record ForeignResources(KubernetesClient client) {

    private static final String CNPG_VERSION = "postgresql.cnpg.io/v1";
    private static final String CNPG_KIND = "Cluster";

    /** The Kafka of Strimzi's that is not the pipeline's own. */
    Optional<ObservedResource> kafka(CdcPipeline pipeline) {
        var shared = pipeline.getSpec().broker().strimzi();
        return shared == null
                ? Optional.empty()
                : find(WatchedKind.KAFKA.apiVersion(), WatchedKind.KAFKA.kind(), pipeline, shared.cluster());
    }

    /** CloudNativePG's; empty, too, where its definitions are not there. */
    Optional<ObservedResource> cluster(CdcPipeline pipeline) {
        CloudNativePg cnpg =
                pipeline.getSpec().source().kind() instanceof Postgresql postgresql ? postgresql.cnpg() : null;
        return cnpg == null ? Optional.empty() : find(CNPG_VERSION, CNPG_KIND, pipeline, cnpg.cluster());
    }

    private Optional<ObservedResource> find(String version, String kind, CdcPipeline pipeline, String name) {
        return Optional.ofNullable(client.genericKubernetesResources(version, kind)
                        .inNamespace(pipeline.getMetadata().getNamespace())
                        .withName(name)
                        .get())
                .map(ObservedResource::new);
    }
}
