package io.cdcpipeline.plan.capture;

import io.cdcpipeline.plan.PodPolicies;
import io.cdcpipeline.plan.Scope;
import io.cdcpipeline.plan.Stage;
import io.cdcpipeline.plan.StageName;
import io.cdcpipeline.plan.broker.KafkaAccess;
import io.cdcpipeline.plan.source.Database;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.List;

/** Kafka Connect with one connector, for the source's kind of database. */
public final class CaptureStage {

    private CaptureStage() {}

    public static Stage of(Scope scope, Database database, KafkaAccess kafka) {
        List<HasMetadata> resources = new ArrayList<>();
        PodPolicies.of(scope).map(PodPolicies::connect).ifPresent(resources::add);
        resources.addAll(List.of(
                ConnectMetrics.configMap(scope),
                ConnectCluster.of(scope, database, kafka),
                SourceConnector.of(scope, database, kafka)));
        return new Stage(StageName.CAPTURE, List.of(), resources);
    }
}
