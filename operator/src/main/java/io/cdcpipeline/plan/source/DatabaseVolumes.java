package io.cdcpipeline.plan.source;

import io.cdcpipeline.api.ManagedPostgresql;
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

    static final String DATA = "data";
    static final String DATA_PATH = "/var/lib/postgresql/data";
    static final String SCRIPTS_PATH = "/etc/cdc/scripts";
    static final String SUPERUSER_PATH = "/etc/cdc/superuser";
    static final String OWNER_PATH = "/etc/cdc/owner";
    static final String REPLICATION_PATH = "/etc/cdc/replication";
    static final String USER_SQL_PATH = "/etc/cdc/user-sql";

    private static final String SCRIPTS = "scripts";
    private static final String ENTRY_POINT = "entry-point";
    private static final String USER_SQL = "user-sql";

    private DatabaseVolumes() {}

    static List<Volume> of(Scope scope, ManagedPostgresql managed) {
        Names names = scope.names();
        List<Volume> volumes = new ArrayList<>(List.of(
                Volumes.configMap(SCRIPTS, names.database()),
                Volumes.configMap(ENTRY_POINT, names.database(), entryPoint()),
                Volumes.secret("superuser", names.superuserSecret()),
                Volumes.secret("owner", names.ownerSecret()),
                Volumes.secret("replication", names.replicationSecret()),
                Volumes.scratch("run"),
                Volumes.scratch("tmp"),
                Volumes.memory("shm")));
        if (managed.initSql() != null) {
            volumes.add(Volumes.configMap(USER_SQL, managed.initSql().configMap()));
        }
        return volumes;
    }

    static List<VolumeMount> mounts(ManagedPostgresql managed) {
        List<VolumeMount> mounts = new ArrayList<>(List.of(
                Volumes.mount(DATA, DATA_PATH),
                Volumes.readOnly(SCRIPTS, SCRIPTS_PATH),
                Volumes.readOnly(ENTRY_POINT, "/docker-entrypoint-initdb.d"),
                Volumes.readOnly("superuser", SUPERUSER_PATH),
                Volumes.readOnly("owner", OWNER_PATH),
                Volumes.readOnly("replication", REPLICATION_PATH),
                Volumes.mount("run", "/var/run/postgresql"),
                Volumes.mount("tmp", "/tmp"),
                Volumes.mount("shm", "/dev/shm")));
        if (managed.initSql() != null) {
            mounts.add(Volumes.readOnly(USER_SQL, USER_SQL_PATH));
        }
        return mounts;
    }

    private static List<KeyToPath> entryPoint() {
        return List.of(DatabaseScripts.SQL, DatabaseScripts.USER_SQL, DatabaseScripts.FINISHED).stream()
                .map(key -> new KeyToPathBuilder().withKey(key).withPath(key).build())
                .toList();
    }
}
