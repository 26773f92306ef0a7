package io.cdcpipeline.plan.lab;

import io.cdcpipeline.api.PostgresqlTls;
import io.cdcpipeline.contract.JobConfig;
import io.cdcpipeline.contract.Lake;
import io.cdcpipeline.plan.Component;
import io.cdcpipeline.plan.Fills;
import io.cdcpipeline.plan.MountedSecret;
import io.cdcpipeline.plan.Scope;
import io.cdcpipeline.plan.TablePatterns;
import io.cdcpipeline.plan.Text;
import io.cdcpipeline.plan.apply.HadoopOptions;
import io.cdcpipeline.plan.apply.JobVolumes;
import io.cdcpipeline.plan.apply.StatusService;
import io.cdcpipeline.plan.apply.StreamingJobConfig;
import io.cdcpipeline.plan.broker.KafkaAccess;
import io.cdcpipeline.plan.render.Yaml;
import io.cdcpipeline.plan.source.Database;
import io.cdcpipeline.plan.source.DatabaseRoles;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.util.Map;
import java.util.TreeMap;

/** What the notebooks read: {@code endpoints.json}, as {@code cdc up} writes it on a laptop; and the SQL that makes their role. */
final class LabConfig {

    static final String ENDPOINTS = "endpoints.json";
    static final String ROLE = "role.sql";

    private LabConfig() {}

    static ConfigMap of(Scope scope, Database database, KafkaAccess kafka) {
        Map<String, String> files = new TreeMap<>();
        files.put(ENDPOINTS, Yaml.canonical(endpoints(scope, database, kafka)));
        if (LabVolumes.managed(scope)) {
            files.put(
                    ROLE,
                    Text.of("lab/" + ROLE)
                            .replace("${role}", DatabaseRoles.LAB)
                            .replace("${owner}", DatabaseRoles.OWNER));
        }
        return new ConfigMapBuilder()
                .withMetadata(scope.metadata(scope.names().lab(), Component.LAB))
                .withData(files)
                .build();
    }

    private static Map<String, Object> endpoints(Scope scope, Database database, KafkaAccess kafka) {
        JobConfig job = StreamingJobConfig.of(scope, kafka);
        Map<String, Object> all = new TreeMap<>();
        all.put("host", database.host());
        all.put("port", database.port());
        all.put("database", database.name());
        all.put("external", !LabVolumes.managed(scope));
        all.put("userFile", LabVolumes.DATABASE_PATH + "/" + MountedSecret.USERNAME);
        all.put("passwordFile", LabVolumes.DATABASE_PATH + "/" + MountedSecret.PASSWORD);
        database.tls().ifPresent(tls -> all.put("tls", tls(tls)));
        all.put("bootstrapServers", job.source().bootstrapServers());
        all.put("kafka", job.source().properties());
        all.put("lake", job.lake().root());
        all.put("layout", job.lake().layout());
        if (job.tables() != null) {
            all.put("tableSettings", job.tables());
        }
        all.put("deadLetters", job.lake().deadLetters());
        if (scope.spec().lake().path() != null) {
            all.put("store", store(scope, job.lake()));
        }
        all.put("statusUrl", StatusService.url(scope.pipeline(), scope.settings()) + "/status");
        all.put("slot", scope.names().slot());
        all.put("publication", scope.names().publication());
        all.put("topicPrefix", scope.names().topicPrefix());
        all.put("tables", TablePatterns.captured(scope.spec()));
        all.put("filled", Fills.comeFirst(scope));
        return all;
    }

    /** Hadoop's options, which the notebooks put into their readers' words; the secrets among them stay in a folder. */
    private static Map<String, Object> store(Scope scope, Lake lake) {
        Map<String, Object> store =
                new TreeMap<>(Map.of("conf", HadoopOptions.of(scope.spec().job())));
        if (lake.options() != null) {
            store.put("options", lake.options());
        }
        return store;
    }

    private static Map<String, Object> tls(PostgresqlTls tls) {
        Map<String, Object> encryption = new TreeMap<>(Map.of("mode", tls.mode().sslMode()));
        if (tls.caSecret() != null) {
            encryption.put("authorityFile", JobVolumes.DATABASE_CA_PATH + "/" + MountedSecret.AUTHORITY);
        }
        return encryption;
    }
}
