package io.cdcpipeline.plan.apply;

import io.cdcpipeline.api.LakeVolume;
import io.cdcpipeline.api.Storage;
import io.cdcpipeline.contract.StatusEndpoint;
import io.cdcpipeline.plan.Claims;
import io.cdcpipeline.plan.Component;
import io.cdcpipeline.plan.GeneratedSecret;
import io.cdcpipeline.plan.PodPolicies;
import io.cdcpipeline.plan.Scope;
import io.cdcpipeline.plan.Stage;
import io.cdcpipeline.plan.StageName;
import io.cdcpipeline.plan.broker.KafkaAccess;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.util.ArrayList;
import java.util.List;

/** The streaming job: its configuration, what it may do, where it writes, and the SparkApplication. */
public final class ApplyStage {

    private ApplyStage() {}

    /** What somebody has to show who has the job do something. */
    private static GeneratedSecret control(Scope scope) {
        return new GeneratedSecret(
                new SecretBuilder()
                        .withMetadata(scope.metadata(scope.names().apply(), Component.APPLY))
                        .withType("Opaque")
                        .build(),
                List.of(StatusEndpoint.TOKEN));
    }

    public static Stage of(Scope scope, KafkaAccess kafka) {
        List<HasMetadata> resources = new ArrayList<>();
        PodPolicies.of(scope).map(policies -> policies.job(StatusService.PORT)).ifPresent(resources::add);
        LakeVolume volume = scope.spec().lake().volume();
        if (volume != null && volume.claim() == null) {
            resources.add(Claims.of(
                    scope.metadata(scope.names().lakeClaim(), Component.APPLY),
                    new Storage(volume.size(), volume.className())));
        }
        SparkJob job = SparkJob.of(scope, kafka);
        resources.add(job.configMap());
        resources.addAll(DriverAccess.of(scope));
        resources.add(StatusService.of(scope));
        switch (scope.spec().job().runner()) {
            case KUBEFLOW -> resources.add(KubeflowApplication.of(scope, job));
            case APACHE -> ApacheApplication.of(scope, job).ifPresent(resources::add);
        }
        return new Stage(StageName.APPLY, List.of(control(scope)), resources);
    }
}
