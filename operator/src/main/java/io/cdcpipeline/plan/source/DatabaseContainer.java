package io.cdcpipeline.plan.source;

import io.cdcpipeline.api.ManagedPostgresql;
import io.cdcpipeline.plan.DefaultResources;
import io.cdcpipeline.plan.Scope;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The container that runs PostgreSQL. Its arguments are {@code -c name=value} pairs, the server's settings. */
final class DatabaseContainer {

    private static final String SUPERUSER_PASSWORD = DatabaseVolumes.SUPERUSER_PATH + "/password";
    /** Over TCP: while the image initialises, its server listens on the socket only. */
    private static final List<String> READY =
            List.of("pg_isready", "--quiet", "--host=127.0.0.1", "--username=" + DatabaseRoles.SUPERUSER);

    private static final long MEGABYTE = 1024L * 1024;

    private DatabaseContainer() {}

    static Container of(Scope scope, ManagedPostgresql managed) {
        return ServerContainer.builder("postgresql", Database.PORT, DatabaseScripts.START, READY)
                .withImage(scope.settings().images().postgresql() + ":" + managed.version())
                .withArgs(arguments(managed))
                .withEnv(environment(scope))
                .withResources(DefaultResources.DATABASE.or(managed.resources()))
                .withVolumeMounts(DatabaseVolumes.mounts(DatabaseVolumes.POSTGRESQL, managed.initSql()))
                .build();
    }

    private static List<String> arguments(ManagedPostgresql managed) {
        List<String> arguments = new ArrayList<>();
        settings(managed).forEach((name, value) -> arguments.addAll(List.of("-c", name + "=" + value)));
        return arguments;
    }

    /** A slot may keep half the volume: then it is given up, for a full volume would stop the database itself. */
    private static Map<String, String> settings(ManagedPostgresql managed) {
        long volume = Quantity.getAmountInBytes(new Quantity(managed.storage().size()))
                .longValue();
        return new TreeMap<>(Map.of(
                "wal_level", "logical",
                "max_replication_slots", "10",
                "max_wal_senders", "10",
                "max_slot_wal_keep_size", volume / 2 / MEGABYTE + "MB"));
    }

    private static List<EnvVar> environment(Scope scope) {
        return List.of(
                new EnvVar("PGDATA", DatabaseVolumes.POSTGRESQL.data() + "/pgdata", null),
                new EnvVar("POSTGRES_DB", scope.spec().source().postgresql().database(), null),
                new EnvVar("POSTGRES_INITDB_ARGS", "--data-checksums --encoding=UTF8 --locale=C.UTF-8", null),
                new EnvVar("POSTGRES_PASSWORD_FILE", SUPERUSER_PASSWORD, null),
                new EnvVar("POSTGRES_USER", DatabaseRoles.SUPERUSER, null));
    }
}
