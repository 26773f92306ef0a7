package io.cdcpipeline.plan.source;

import io.cdcpipeline.api.ManagedMariadb;
import io.cdcpipeline.api.ManagedPostgresql;
import io.cdcpipeline.api.Mariadb;
import io.cdcpipeline.api.Postgresql;
import io.cdcpipeline.api.SourceKind;
import io.cdcpipeline.plan.Component;
import io.cdcpipeline.plan.GeneratedSecret;
import io.cdcpipeline.plan.Names;
import io.cdcpipeline.plan.PodPolicies;
import io.cdcpipeline.plan.Scope;
import io.cdcpipeline.plan.Stage;
import io.cdcpipeline.plan.StageName;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The managed database; nothing for an external one, which is only checked. */
public final class SourceStage {

    private SourceStage() {}

    public static Stage of(Scope scope) {
        SourceKind kind = scope.spec().source().kind();
        if (!kind.ownDatabase()) {
            return new Stage(StageName.SOURCE, List.of(), List.of());
        }
        return kind instanceof Mariadb mariadb
                ? of(scope, mariadb.managed())
                : of(scope, ((Postgresql) kind).managed());
    }

    private static Stage of(Scope scope, ManagedPostgresql managed) {
        var server = new DatabaseServer.Server(
                Component.of(scope.spec().source().kind()),
                DatabaseContainer.of(scope, managed),
                DatabaseVolumes.of(scope, DatabaseVolumes.POSTGRESQL, managed.initSql()),
                managed.storage());
        return stage(scope, DatabaseRoles.SUPERUSER, DatabaseScripts.of(scope), server);
    }

    private static Stage of(Scope scope, ManagedMariadb managed) {
        var server = new DatabaseServer.Server(
                Component.of(scope.spec().source().kind()),
                MariaDbContainer.of(scope, managed),
                DatabaseVolumes.of(scope, DatabaseVolumes.MARIADB, managed.initSql()),
                managed.storage());
        return stage(scope, DatabaseRoles.ROOT, MariaDbScripts.of(scope, managed), server);
    }

    private static Stage stage(Scope scope, String superuser, ConfigMap scripts, DatabaseServer.Server server) {
        Names names = scope.names();
        List<GeneratedSecret> secrets = List.of(
                login(scope, server.component(), names.superuserSecret(), superuser),
                login(scope, server.component(), names.ownerSecret(), DatabaseRoles.OWNER),
                login(scope, server.component(), names.replicationSecret(), DatabaseRoles.REPLICATION));
        List<HasMetadata> resources = new ArrayList<>();
        PodPolicies.of(scope)
                .map(policies -> policies.database(server.component(), server.port()))
                .ifPresent(resources::add);
        resources.addAll(
                List.of(scripts, DatabaseServer.service(scope, server), DatabaseServer.statefulSet(scope, server)));
        return new Stage(StageName.SOURCE, secrets, resources);
    }

    private static GeneratedSecret login(Scope scope, Component component, String name, String role) {
        return new GeneratedSecret(
                new SecretBuilder()
                        .withMetadata(scope.metadata(name, component))
                        .withType("kubernetes.io/basic-auth")
                        .withStringData(Map.of("username", role))
                        .build(),
                List.of("password"));
    }
}
