package io.cdcpipeline.plan.source;

import io.cdcpipeline.api.InitSql;
import io.cdcpipeline.plan.Names;
import io.cdcpipeline.plan.Scope;
import io.cdcpipeline.plan.Volumes;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.KeyToPathBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.util.ArrayList;
import java.util.List;

/** What a managed database's pod has mounted; its root file system is read-only. */
final class DatabaseVolumes {

    static final Layout POSTGRESQL =
            new Layout("/var/lib/postgresql/data", "/var/run/postgresql", DatabaseScripts.ENTRY_POINT, true);
    static final Layout MARIADB = new Layout("/var/lib/mysql", "/run/mysqld", MariaDbScripts.ENTRY_POINT, false);

    static final String DATA = "data";
    static final String SCRIPTS_PATH = "/etc/cdc/scripts";
    static final String SUPERUSER_PATH = "/etc/cdc/superuser";

    private static final String SCRIPTS = "scripts";
    private static final String ENTRY_POINT = "entry-point";
    private static final String SHARED_MEMORY = "shm";
    private static final String USER_SQL = "user-sql";

    private DatabaseVolumes() {}

    /**
     * Where a server's image has what it needs.
     *
     * @param data the volume
     * @param run for its socket
     * @param entryPoint scripts that the image runs at the first start, in the order of their names
     * @param sharedMemory whether it takes more than a container has
     */
    record Layout(String data, String run, List<String> entryPoint, boolean sharedMemory) {}

    static List<Volume> of(Scope scope, Layout layout, InitSql initSql) {
        Names names = scope.names();
        List<Volume> volumes = new ArrayList<>(List.of(
                Volumes.configMap(SCRIPTS, names.database()),
                Volumes.configMap(ENTRY_POINT, names.database(), keys(layout.entryPoint())),
                Volumes.secret("superuser", names.superuserSecret()),
                Volumes.secret("owner", names.ownerSecret()),
                Volumes.secret("replication", names.replicationSecret()),
                Volumes.scratch("run"),
                Volumes.scratch("tmp")));
        if (layout.sharedMemory()) {
            volumes.add(Volumes.memory(SHARED_MEMORY));
        }
        if (initSql != null) {
            volumes.add(Volumes.configMap(USER_SQL, initSql.configMap()));
        }
        return volumes;
    }

    static List<VolumeMount> mounts(Layout layout, InitSql initSql) {
        List<VolumeMount> mounts = new ArrayList<>(List.of(
                Volumes.mount(DATA, layout.data()),
                Volumes.readOnly(SCRIPTS, SCRIPTS_PATH),
                Volumes.readOnly(ENTRY_POINT, "/docker-entrypoint-initdb.d"),
                Volumes.readOnly("superuser", SUPERUSER_PATH),
                Volumes.readOnly("owner", "/etc/cdc/owner"),
                Volumes.readOnly("replication", "/etc/cdc/replication"),
                Volumes.mount("run", layout.run()),
                Volumes.mount("tmp", "/tmp")));
        if (layout.sharedMemory()) {
            mounts.add(Volumes.mount(SHARED_MEMORY, "/dev/shm"));
        }
        if (initSql != null) {
            mounts.add(Volumes.readOnly(USER_SQL, "/etc/cdc/user-sql"));
        }
        return mounts;
    }

    private static List<KeyToPath> keys(List<String> names) {
        return names.stream()
                .map(key -> new KeyToPathBuilder().withKey(key).withPath(key).build())
                .toList();
    }
}
