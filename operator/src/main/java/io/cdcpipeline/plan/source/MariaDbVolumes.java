package io.cdcpipeline.plan.source;

import io.cdcpipeline.api.ManagedMariadb;
import io.cdcpipeline.plan.Names;
import io.cdcpipeline.plan.Scope;
import io.cdcpipeline.plan.Volumes;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.KeyToPathBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.util.ArrayList;
import java.util.List;

/** What a managed MariaDB's pod has mounted; its root file system is read-only. */
final class MariaDbVolumes {

    static final String DATA_PATH = "/var/lib/mysql";

    private static final String SCRIPTS = "scripts";
    private static final String ENTRY_POINT = "entry-point";
    private static final String USER_SQL = "user-sql";

    private MariaDbVolumes() {}

    static List<Volume> of(Scope scope, ManagedMariadb managed) {
        Names names = scope.names();
        List<Volume> volumes = new ArrayList<>(List.of(
                Volumes.configMap(SCRIPTS, names.database()),
                Volumes.configMap(ENTRY_POINT, names.database(), entryPoint()),
                Volumes.secret("superuser", names.superuserSecret()),
                Volumes.secret("owner", names.ownerSecret()),
                Volumes.secret("replication", names.replicationSecret()),
                Volumes.scratch("run"),
                Volumes.scratch("tmp")));
        if (managed.initSql() != null) {
            volumes.add(Volumes.configMap(USER_SQL, managed.initSql().configMap()));
        }
        return volumes;
    }

    static List<VolumeMount> mounts(ManagedMariadb managed) {
        List<VolumeMount> mounts = new ArrayList<>(List.of(
                Volumes.mount(DatabaseVolumes.DATA, DATA_PATH),
                Volumes.readOnly(SCRIPTS, DatabaseVolumes.SCRIPTS_PATH),
                Volumes.readOnly(ENTRY_POINT, "/docker-entrypoint-initdb.d"),
                Volumes.readOnly("superuser", DatabaseVolumes.SUPERUSER_PATH),
                Volumes.readOnly("owner", DatabaseVolumes.OWNER_PATH),
                Volumes.readOnly("replication", DatabaseVolumes.REPLICATION_PATH),
                Volumes.mount("run", "/run/mysqld"),
                Volumes.mount("tmp", "/tmp")));
        if (managed.initSql() != null) {
            mounts.add(Volumes.readOnly(USER_SQL, DatabaseVolumes.USER_SQL_PATH));
        }
        return mounts;
    }

    private static List<KeyToPath> entryPoint() {
        return MariaDbScripts.ENTRY_POINT.stream()
                .map(key -> new KeyToPathBuilder().withKey(key).withPath(key).build())
                .toList();
    }
}
