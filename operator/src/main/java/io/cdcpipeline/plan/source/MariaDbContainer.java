package io.cdcpipeline.plan.source;

import io.cdcpipeline.api.ManagedMariadb;
import io.cdcpipeline.plan.DefaultResources;
import io.cdcpipeline.plan.Scope;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The container that runs MariaDB. Its arguments are {@code --name=value}, the server's settings. */
final class MariaDbContainer {

    /** A week: as long may the pipeline stand still. */
    private static final String KEPT_SECONDS = "604800";

    private static final long LARGEST_LOG_FILE = 1L << 30;
    private static final long PAGE = 4096;

    private static final String DATA = DatabaseVolumes.MARIADB.data() + "/data";

    private MariaDbContainer() {}

    static Container of(Scope scope, ManagedMariadb managed) {
        List<String> ready = List.of("bash", DatabaseVolumes.SCRIPTS_PATH + "/" + MariaDbScripts.PING);
        return ServerContainer.builder("mariadb", Database.MARIADB_PORT, MariaDbScripts.START, ready)
                .withImage(scope.settings().images().mariadb() + ":" + managed.version())
                .withArgs(settings(managed).entrySet().stream()
                        .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                        .toList())
                .withEnv(environment(managed))
                .withResources(DefaultResources.MARIADB.or(managed.resources()))
                .withVolumeMounts(DatabaseVolumes.mounts(DatabaseVolumes.MARIADB, managed.initSql()))
                .build();
    }

    private static Map<String, String> settings(ManagedMariadb managed) {
        Map<String, String> settings = new TreeMap<>(Map.of(
                "datadir", DATA,
                "character-set-server", "utf8mb4",
                "skip-name-resolve", "ON",
                "server-id", "1",
                "log-bin", "binlog",
                "binlog-format", "ROW",
                "binlog-row-image", "FULL",
                "gtid-strict-mode", "ON"));
        // A server that may forget the end of its log gives the same GTIDs once more, to other transactions.
        settings.put("sync-binlog", "1");
        // Else nobody but root may make a trigger; what one does is logged as rows.
        settings.put("log-bin-trust-function-creators", "ON");
        settings.putAll(retention(managed));
        return settings;
    }

    /**
     * The log may take half the volume where the server knows that bound, which is from 11.4 on; there it would purge nothing at all
     * while nobody reads, and a full volume stops the database itself.
     */
    private static Map<String, String> retention(ManagedMariadb managed) {
        long volume = Quantity.getAmountInBytes(new Quantity(managed.storage().size()))
                .longValue();
        long file = Math.min(LARGEST_LOG_FILE, volume / 32);
        return Map.of(
                "binlog-expire-logs-seconds",
                KEPT_SECONDS,
                "max-binlog-size",
                Long.toString(file / PAGE * PAGE),
                "loose-max-binlog-total-size",
                Long.toString(volume / 2),
                "loose-slave-connections-needed-for-purge",
                "0");
    }

    private static List<EnvVar> environment(ManagedMariadb managed) {
        return List.of(
                new EnvVar("CDC_DATA", DATA, null),
                new EnvVar("CDC_DATABASE", managed.database(), null),
                new EnvVar("MARIADB_ROOT_HOST", "localhost", null),
                new EnvVar("MARIADB_ROOT_PASSWORD_FILE", DatabaseVolumes.SUPERUSER_PATH + "/password", null));
    }
}
