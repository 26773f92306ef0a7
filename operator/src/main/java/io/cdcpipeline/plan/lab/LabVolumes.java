package io.cdcpipeline.plan.lab;

import io.cdcpipeline.api.Credentials;
import io.cdcpipeline.api.KafkaSasl;
import io.cdcpipeline.api.KafkaTls;
import io.cdcpipeline.api.LabToken;
import io.cdcpipeline.api.LakeVolume;
import io.cdcpipeline.api.ObjectStoreCredentials;
import io.cdcpipeline.api.PostgresqlTls;
import io.cdcpipeline.plan.MountedSecret;
import io.cdcpipeline.plan.Scope;
import io.cdcpipeline.plan.Volumes;
import io.cdcpipeline.plan.apply.JobVolumes;
import io.cdcpipeline.plan.broker.KafkaAccess;
import io.cdcpipeline.plan.source.Database;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.KeyToPathBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.util.ArrayList;
import java.util.List;

/** What the lab's pod has mounted; its root file system is read-only, and so is the lake. */
record LabVolumes(List<Volume> volumes, List<VolumeMount> mounts) {

    /** The claim with the users' work. */
    static final String WORK = "data";

    static final String WORK_PATH = "/home/lab";
    /** Where {@code cdc_lab} looks for a pipeline. */
    static final String PIPELINE_PATH = "/etc/cdc-lab/pipeline";

    static final String TOKEN_PATH = "/etc/cdc-lab/token";
    static final String DATABASE_PATH = "/etc/cdc-lab/database";
    static final String SUPERUSER_PATH = "/etc/cdc-lab/superuser";
    static final String SUPERUSER = "superuser";
    static final String PIPELINE = "pipeline";
    static final String DATABASE = "database";

    static LabVolumes of(Scope scope, Database database, KafkaAccess kafka) {
        LabVolumes all = new LabVolumes(new ArrayList<>(), new ArrayList<>());
        all.readOnly(Volumes.configMap(PIPELINE, scope.names().lab()), PIPELINE_PATH);
        LabToken token = scope.spec().lab().token();
        all.secret("token", token == null ? scope.names().lab() : token.secret(), keys(LabResources.TOKEN), TOKEN_PATH);
        all.login(scope, database);
        all.kafka(kafka);
        LakeVolume lake = scope.spec().lake().volume();
        if (lake != null) {
            String claim = lake.claim() == null ? scope.names().lakeClaim() : lake.claim();
            all.readOnly(Volumes.claim("lake", claim), JobVolumes.LAKE_PATH);
        }
        ObjectStoreCredentials store = scope.spec().lake().credentials();
        if (store != null) {
            all.readOnly(Volumes.secret("lake-options", store.secret()), JobVolumes.LAKE_OPTIONS_PATH);
        }
        all.mounts.add(Volumes.mount(WORK, WORK_PATH));
        all.volumes.add(Volumes.scratch("tmp"));
        all.mounts.add(Volumes.mount("tmp", "/tmp"));
        return all;
    }

    static boolean managed(Scope scope) {
        return scope.spec().source().kind().ownDatabase();
    }

    /** In a managed database a role of the lab's own; elsewhere the one that the manifest names. */
    private void login(Scope scope, Database database) {
        if (managed(scope)) {
            secret(DATABASE, scope.names().lab(), keys(MountedSecret.USERNAME, MountedSecret.PASSWORD), DATABASE_PATH);
            // Of this only the container that makes the role has a mount.
            volumes.add(Volumes.secret(SUPERUSER, scope.names().superuserSecret()));
            return;
        }
        Credentials login = database.credentials();
        secret(DATABASE, login.secret(), MountedSecret.login(login), DATABASE_PATH);
        database.tls()
                .map(PostgresqlTls::caSecret)
                .ifPresent(ca -> secret("database-ca", ca, MountedSecret.authority(), JobVolumes.DATABASE_CA_PATH));
    }

    private void kafka(KafkaAccess kafka) {
        kafka.sasl()
                .map(KafkaSasl::credentials)
                .ifPresent(c -> secret("kafka", c.secret(), MountedSecret.login(c), JobVolumes.KAFKA_PATH));
        kafka.tls()
                .map(KafkaTls::caSecret)
                .ifPresent(s -> secret("kafka-ca", s, MountedSecret.authority(), JobVolumes.KAFKA_CA_PATH));
    }

    private void secret(String name, String secret, List<KeyToPath> items, String path) {
        Volume volume = Volumes.secret(name, secret);
        volume.getSecret().setItems(items);
        readOnly(volume, path);
    }

    private static List<KeyToPath> keys(String... names) {
        return List.of(names).stream()
                .map(name -> new KeyToPathBuilder().withKey(name).withPath(name).build())
                .toList();
    }

    private void readOnly(Volume volume, String path) {
        volumes.add(volume);
        mounts.add(Volumes.readOnly(volume.getName(), path));
    }
}
