package io.cdcpipeline.plan.apply;

import io.cdcpipeline.api.CdcPipeline;
import io.cdcpipeline.plan.Component;
import io.cdcpipeline.plan.Names;
import io.cdcpipeline.plan.Scope;
import io.cdcpipeline.plan.Settings;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;

/** Where the job's progress and metrics are read: its driver's pod. */
public final class StatusService {

    static final int PORT = 8090;
    static final String PORT_NAME = "status";

    private StatusService() {}

    /** Where the job of a pipeline answers, {@code http://host:port}. */
    public static String url(CdcPipeline pipeline, Settings settings) {
        Scope scope = new Scope(pipeline, settings, Names.of(pipeline));
        return "http://" + scope.host(scope.names().apply()) + ":" + PORT;
    }

    static Service of(Scope scope) {
        return new ServiceBuilder()
                .withMetadata(scope.metadata(scope.names().apply(), Component.APPLY))
                .withNewSpec()
                .withSelector(scope.selector(Component.APPLY))
                .addToSelector(SparkJob.ROLE_LABEL, SparkJob.DRIVER)
                .addNewPort()
                .withName(PORT_NAME)
                .withPort(PORT)
                .withTargetPort(new IntOrString(PORT))
                .endPort()
                .endSpec()
                .build();
    }
}
