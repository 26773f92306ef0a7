package io.cdcpipeline.plan.source;

import io.cdcpipeline.api.ManagedPostgresql;
import io.cdcpipeline.api.Postgresql;
import io.cdcpipeline.plan.Component;
import io.cdcpipeline.plan.GeneratedSecret;
import io.cdcpipeline.plan.Names;
import io.cdcpipeline.plan.PodPolicies;
import io.cdcpipeline.plan.Scope;
import io.cdcpipeline.plan.Stage;
import io.cdcpipeline.plan.StageName;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The managed database; nothing for an external one, which is only checked. */
public final class SourceStage {

    private SourceStage() {}

    public static Stage of(Scope scope) {
        ManagedPostgresql managed =
                scope.spec().source().kind() instanceof Postgresql postgresql ? postgresql.managed() : null;
        if (managed == null) {
            return new Stage(StageName.SOURCE, List.of(), List.of());
        }
        Names names = scope.names();
        List<GeneratedSecret> secrets = List.of(
                login(scope, names.superuserSecret(), DatabaseRoles.SUPERUSER),
                login(scope, names.ownerSecret(), DatabaseRoles.OWNER),
                login(scope, names.replicationSecret(), DatabaseRoles.REPLICATION));
        List<HasMetadata> resources = new ArrayList<>();
        PodPolicies.of(scope).map(policies -> policies.database(Database.PORT)).ifPresent(resources::add);
        resources.addAll(List.of(
                DatabaseScripts.of(scope), DatabaseServer.service(scope), DatabaseServer.statefulSet(scope, managed)));
        return new Stage(StageName.SOURCE, secrets, resources);
    }

    private static GeneratedSecret login(Scope scope, String name, String role) {
        return new GeneratedSecret(
                new SecretBuilder()
                        .withMetadata(scope.metadata(name, Component.DATABASE))
                        .withType("kubernetes.io/basic-auth")
                        .withStringData(Map.of("username", role))
                        .build(),
                List.of("password"));
    }
}
