package io.cdcpipeline.plan.capture;

import io.cdcpipeline.api.KafkaSasl;
import io.cdcpipeline.api.KafkaTls;
import io.cdcpipeline.api.Mariadb;
import io.cdcpipeline.api.PostgresqlTls;
import io.cdcpipeline.plan.ColumnSettings;
import io.cdcpipeline.plan.MountedSecret;
import io.cdcpipeline.plan.Scope;
import io.cdcpipeline.plan.Volumes;
import io.cdcpipeline.plan.broker.KafkaAccess;
import io.cdcpipeline.plan.source.Database;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.SecretVolumeSourceBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.strimzi.api.kafka.model.common.template.AdditionalVolume;
import io.strimzi.api.kafka.model.common.template.AdditionalVolumeBuilder;
import java.util.ArrayList;
import java.util.List;

/** The Secrets that Connect's workers have as files. Strimzi mounts nothing outside of {@link #ROOT}. */
public record ConnectSecrets(List<AdditionalVolume> volumes, List<VolumeMount> mounts) {

    static final String ROOT = "/mnt";
    public static final String PROVIDER = "directory";
    static final String DATABASE = ROOT + "/database";
    static final String DATABASE_CA = ROOT + "/database-ca";
    public static final String KAFKA = ROOT + "/kafka";
    static final String KAFKA_CA = ROOT + "/kafka-ca";
    static final String MASK_SALT = ROOT + "/mask-salt";

    static ConnectSecrets of(Database database, KafkaAccess kafka, Scope scope) {
        ConnectSecrets secrets = new ConnectSecrets(new ArrayList<>(), new ArrayList<>());
        secrets.add(DATABASE, database.credentials().secret(), MountedSecret.login(database.credentials()));
        database.tls()
                .map(PostgresqlTls::caSecret)
                .ifPresent(secret -> secrets.add(DATABASE_CA, secret, MountedSecret.authority()));
        kafka.sasl().map(KafkaSasl::credentials).ifPresent(c -> secrets.add(KAFKA, c.secret(), MountedSecret.login(c)));
        // Its connector is a client of Kafka's beside the worker, whose trust is Strimzi's to lay out.
        if (scope.spec().source().kind() instanceof Mariadb) {
            kafka.tls()
                    .map(KafkaTls::caSecret)
                    .ifPresent(secret -> secrets.add(KAFKA_CA, secret, MountedSecret.authority()));
        }
        ColumnSettings.salt(scope).ifPresent(salt -> secrets.add(MASK_SALT, salt.secret(), ColumnSettings.file(salt)));
        return secrets;
    }

    private void add(String path, String secret, List<KeyToPath> items) {
        String name = path.substring(ROOT.length() + 1);
        volumes.add(new AdditionalVolumeBuilder()
                .withName(name)
                .withSecret(new SecretVolumeSourceBuilder()
                        .withSecretName(secret)
                        .withItems(items)
                        .build())
                .build());
        mounts.add(Volumes.readOnly(name, path));
    }
}
