package io.cdcpipeline.plan.lab;

import io.cdcpipeline.api.Lab;
import io.cdcpipeline.api.LabStatus;
import io.cdcpipeline.plan.Component;
import io.cdcpipeline.plan.GeneratedSecret;
import io.cdcpipeline.plan.Plan;
import io.cdcpipeline.plan.PodPolicies;
import io.cdcpipeline.plan.Scope;
import io.cdcpipeline.plan.broker.KafkaAccess;
import io.cdcpipeline.plan.source.Database;
import io.cdcpipeline.plan.source.DatabaseRoles;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything of JupyterLab, where the spec asks for it. */
public final class LabResources {

    static final int PORT = 8888;
    static final String PORT_NAME = "http";
    static final String TOKEN = "token";

    private LabResources() {}

    public static Optional<Plan.Lab> of(Scope scope, Database database, KafkaAccess kafka) {
        Lab lab = scope.spec().lab();
        return Optional.ofNullable(lab)
                .map(wanted ->
                        new Plan.Lab(List.of(secret(scope)), resources(scope, database, kafka), access(scope, wanted)));
    }

    private static List<HasMetadata> resources(Scope scope, Database database, KafkaAccess kafka) {
        Lab lab = scope.spec().lab();
        List<HasMetadata> resources = new ArrayList<>();
        PodPolicies.of(scope).map(policies -> policies.lab(PORT)).ifPresent(resources::add);
        resources.addAll(List.of(
                LabConfig.of(scope, database, kafka),
                service(scope, lab),
                LabServer.statefulSet(scope, lab, LabVolumes.of(scope, database, kafka))));
        return resources;
    }

    private static LabStatus access(Scope scope, Lab lab) {
        String name = scope.names().lab();
        String kubectl = "kubectl -n " + scope.names().namespace();
        String secret = lab.token() == null ? name : lab.token().secret();
        return new LabStatus(
                "http://" + scope.host(name) + ":" + PORT + "/lab",
                kubectl + " port-forward service/" + name + " " + PORT,
                kubectl + " get secret " + secret + " -o go-template='{{.data." + TOKEN + " | base64decode}}'");
    }

    /** The browser's token, and the login of the notebooks' role in a managed database. */
    private static GeneratedSecret secret(Scope scope) {
        return new GeneratedSecret(
                new SecretBuilder()
                        .withMetadata(scope.metadata(scope.names().lab(), Component.LAB))
                        .withType("Opaque")
                        .withStringData(Map.of("username", DatabaseRoles.LAB))
                        .build(),
                List.of("password", TOKEN));
    }

    private static Service service(Scope scope, Lab lab) {
        return new ServiceBuilder()
                .withMetadata(scope.metadata(scope.names().lab(), Component.LAB))
                .withNewSpec()
                .withType(lab.service().type().text())
                .withSelector(scope.selector(Component.LAB))
                .addNewPort()
                .withName(PORT_NAME)
                .withPort(PORT)
                .withTargetPort(new IntOrString(PORT_NAME))
                .endPort()
                .endSpec()
                .build();
    }
}
