package io.cdcpipeline.plan.apply;

import io.cdcpipeline.api.Credentials;
import io.cdcpipeline.api.KafkaSasl;
import io.cdcpipeline.api.KafkaTls;
import io.cdcpipeline.api.LakeVolume;
import io.cdcpipeline.api.ObjectStoreCredentials;
import io.cdcpipeline.api.PostgresqlTls;
import io.cdcpipeline.plan.ColumnSettings;
import io.cdcpipeline.plan.MountedSecret;
import io.cdcpipeline.plan.Scope;
import io.cdcpipeline.plan.Volumes;
import io.cdcpipeline.plan.broker.KafkaAccess;
import io.cdcpipeline.plan.source.Database;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.util.ArrayList;
import java.util.List;

/** What the pods of the job have mounted; their root file system is read-only. The lab has the same at the same places. */
public record JobVolumes(List<Volume> volumes, List<VolumeMount> mounts) {

    static final String CONFIG_PATH = "/etc/cdc";
    public static final String LAKE_PATH = "/lake";
    public static final String LAKE_OPTIONS_PATH = "/mnt/lake-options";
    static final String DATABASE_PATH = "/mnt/database";
    public static final String DATABASE_CA_PATH = "/mnt/database-ca";
    static final String MASK_SALT_PATH = "/mnt/mask-salt";
    static final String CONTROL_PATH = "/mnt/control";
    public static final String KAFKA_PATH = "/mnt/kafka";
    public static final String KAFKA_CA_PATH = "/mnt/kafka-ca";

    static JobVolumes of(Scope scope, KafkaAccess kafka) {
        JobVolumes all = new JobVolumes(new ArrayList<>(), new ArrayList<>());
        all.readOnly(Volumes.configMap("job-config", scope.names().apply()), CONFIG_PATH);
        LakeVolume lake = scope.spec().lake().volume();
        if (lake != null) {
            String claim = lake.claim() == null ? scope.names().lakeClaim() : lake.claim();
            all.writable(Volumes.claim("lake", claim), LAKE_PATH);
        }
        ObjectStoreCredentials credentials = scope.spec().lake().credentials();
        if (credentials != null) {
            all.readOnly(Volumes.secret("lake-options", credentials.secret()), LAKE_OPTIONS_PATH);
        }
        SourceAccess.of(scope).ifPresent(all::database);
        ColumnSettings.salt(scope)
                .ifPresent(salt ->
                        all.readOnly(secret("mask-salt", salt.secret(), ColumnSettings.file(salt)), MASK_SALT_PATH));
        all.readOnly(Volumes.secret("control", scope.names().apply()), CONTROL_PATH);
        kafka.sasl()
                .map(KafkaSasl::credentials)
                .ifPresent(c -> all.readOnly(secret("kafka", c.secret(), MountedSecret.login(c)), KAFKA_PATH));
        kafka.tls()
                .map(KafkaTls::caSecret)
                .ifPresent(s -> all.readOnly(secret("kafka-ca", s, MountedSecret.authority()), KAFKA_CA_PATH));
        all.writable(Volumes.scratch("tmp"), "/tmp");
        // Spark copies the application's jar there.
        all.writable(Volumes.scratch("work"), "/opt/spark/work-dir");
        return all;
    }

    private void database(Database database) {
        Credentials login = database.credentials();
        readOnly(secret("database", login.secret(), MountedSecret.login(login)), DATABASE_PATH);
        database.tls()
                .map(PostgresqlTls::caSecret)
                .ifPresent(ca -> readOnly(secret("database-ca", ca, MountedSecret.authority()), DATABASE_CA_PATH));
    }

    private static Volume secret(String name, String secret, List<KeyToPath> items) {
        Volume volume = Volumes.secret(name, secret);
        volume.getSecret().setItems(items);
        return volume;
    }

    private void readOnly(Volume volume, String path) {
        volumes.add(volume);
        mounts.add(Volumes.readOnly(volume.getName(), path));
    }

    private void writable(Volume volume, String path) {
        volumes.add(volume);
        mounts.add(Volumes.mount(volume.getName(), path));
    }
}
