package io.cdcpipeline.local.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cdcpipeline.contract.JobConfig;
import io.cdcpipeline.contract.JobConfigJson;
import io.cdcpipeline.local.Installation;
import io.cdcpipeline.local.LocalException;
import io.cdcpipeline.local.home.Endpoints;
import io.cdcpipeline.local.home.JsonFile;
import io.cdcpipeline.local.home.PipelineHome;
import io.cdcpipeline.local.stack.ConnectorSpec;
import io.cdcpipeline.local.stack.InitScript;
import io.cdcpipeline.local.stack.PostgresSpec;
import io.cdcpipeline.manifest.ManifestReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The differences between a cluster and this machine, and nothing else, are applied to the plan's resources. */
class LocalMappingTest {

    private static final String SAMPLE = """
            apiVersion: cdcpipeline.io/v1alpha1
            kind: CdcPipeline
            metadata: {name: shop}
            spec:
              source:
                postgresql:
                  database: shop
                  managed: {initSql: {configMap: shop-sql}}
              tables: ["public.*"]
              broker: {managed: {replicas: 3}}
              connect: {connector: {config: {max.batch.size: "777"}}}
              job: {driver: {memory: 3g}, conf: {spark.sql.x: "1", spark.driver.extraJavaOptions: "-Da=b -Dc=d"}}
              lake: {volume: {size: 1Gi}}
            ---
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: shop-sql}
            data:
              b.sql: SELECT 2
              a.sql: SELECT 1
              readme.txt: not SQL
            """;

    @TempDir
    Path folder;

    private PipelineHome home;

    @BeforeEach
    void makeHome() {
        home = PipelineHome.of(folder.resolve("a b"));
        home.create();
    }

    @Test
    void databaseKeepsItsSettingsAndListensOnTheLoopback() {
        PostgresSpec postgres = map(SAMPLE).stack().postgres();

        assertThat(postgres.database()).isEqualTo("shop");
        assertThat(postgres.settings())
                .containsEntry("wal_level", "logical")
                .containsEntry("listen_addresses", "127.0.0.1")
                .containsEntry("port", Integer.toString(postgres.port()))
                .containsEntry("unix_socket_directories", "")
                .doesNotContainKeys("fsync", "synchronous_commit", "full_page_writes");
    }

    @Test
    void ownSqlRunsFirstThenTheUsersInTheOrderOfItsNames() throws Exception {
        PostgresSpec postgres = map(SAMPLE).stack().postgres();

        assertThat(postgres.initScripts())
                .extracting(s -> Path.of(s.file()).getFileName().toString())
                .containsExactly("10-cdc.sql", "a.sql", "b.sql");
        assertThat(postgres.initScripts()).extracting(InitScript::user).containsExactly("postgres", "app", "app");
        for (InitScript script : postgres.initScripts()) {
            assertThat(Files.readString(Path.of(script.passwordFile()))).hasSizeGreaterThan(20);
        }
    }

    @Test
    void oneNodeKeepsOneCopyOfEverything() {
        Map<String, String> kafka = map(SAMPLE).stack().kafka().properties();

        assertThat(kafka)
                .containsEntry("process.roles", "controller,broker")
                .containsEntry("default.replication.factor", "1")
                .containsEntry("min.insync.replicas", "1")
                .containsEntry("offsets.topic.replication.factor", "1")
                .containsEntry("transaction.state.log.min.isr", "1")
                .containsEntry("compression.type", "producer")
                .containsEntry("log.dirs", home.kafka().toString());
    }

    @Test
    void connectorKeepsItsConfigurationWithAddressesOfThisMachine() {
        LocalPlan plan = map(SAMPLE);
        ConnectorSpec connector = plan.stack().connect().connectors().get(0);

        assertThat(connector.state()).isEqualTo("STARTED");
        assertThat(connector.config())
                .containsEntry("database.hostname", "127.0.0.1")
                .containsEntry(
                        "database.port",
                        Integer.toString(plan.stack().postgres().port()))
                .containsEntry("max.batch.size", "777")
                .containsEntry("plugin.name", "pgoutput")
                .containsEntry("topic.creation.default.replication.factor", "1")
                .containsEntry("database.user", "${directory:" + home + "/run/mounts/connect/database:username}");
    }

    @Test
    void noPasswordStandsInAnyConfiguration() throws Exception {
        LocalPlan plan = map(SAMPLE);
        String password = Files.readString(Path.of(plan.endpoints().passwordFile()));
        plan.stack().write(folder.resolve("stack.json"));

        assertThat(Files.readString(folder.resolve("stack.json"))).doesNotContain(password);
        assertThat(Files.readString(home.run().resolve("job.json"))).doesNotContain(password);
    }

    @Test
    void workerReadsSecretsOfThisPipelineOnly() {
        Map<String, String> worker = map(SAMPLE).stack().connect().worker();

        assertThat(worker)
                .containsEntry(
                        "config.providers.directory.param.allowed.paths",
                        home.mounts().toString())
                .containsEntry("plugin.discovery", "service_load")
                .containsEntry("offset.flush.interval.ms", "1000");
    }

    @Test
    void jobReadsAndWritesOnThisMachine() {
        LocalPlan plan = map(SAMPLE);
        JobConfig config = JobConfigJson.read(Path.of(plan.job().arguments().get(0)));

        assertThat(plan.job().mainClass()).isEqualTo("io.cdcpipeline.job.Main");
        assertThat(config.source().bootstrapServers())
                .isEqualTo(plan.endpoints().bootstrapServers());
        assertThat(config.lake().root()).isEqualTo("file:" + home.lake());
        assertThat(config.lake().checkpoint()).startsWith("file:" + home.lake() + "/");
        assertThat(config.status().host()).isEqualTo("127.0.0.1");
    }

    @Test
    void sparkKeepsItsConfigurationButRunsInOneProcess() {
        JobLaunch job = map(SAMPLE).job();

        assertThat(job.memory()).isEqualTo("3g");
        assertThat(job.jvmOptions()).containsExactly("-Da=b", "-Dc=d");
        assertThat(job.conf())
                .containsEntry("spark.sql.x", "1")
                .containsEntry("spark.driver.host", "127.0.0.1")
                .containsEntry("spark.plugins", "io.cdcpipeline.job.query.QueryPlugin");
        assertThat(job.conf().get("spark.master")).startsWith("local[");
        assertThat(job.conf().keySet()).noneMatch(k -> k.startsWith("spark.kubernetes."));
    }

    @Test
    void suspendedPipelineCapturesAndAppliesNothing() {
        LocalPlan plan = map(SAMPLE.replace("spec:\n", "spec:\n  suspend: true\n"));

        assertThat(plan.job()).isNull();
        assertThat(plan.stack().connect().connectors().get(0).state()).isEqualTo("STOPPED");
    }

    @Test
    void whatTablesAreCalledInTheLakeIsInTheEndpointsThatOthersRead() throws IOException {
        String named = SAMPLE.replace(
                "  tables: [\"public.*\"]",
                "  tables: [\"public.*\"]\n  tableSettings: [{match: \"public.*\", target: \"lake.{table}\"}]");
        Path file = folder.resolve("endpoints.json");

        JsonFile.write(file, map(named).endpoints());

        assertThat(Files.readString(file))
                .contains("\"layout\" : \"{schema}/{table}\"", "\"target\" : \"lake.{table}\"");
        assertThat(JsonFile.read(file, Endpoints.class).orElseThrow().places())
                .isEqualTo(map(named).endpoints().places());
    }

    /** Apache's operator cannot suspend an application, so the plan has none. */
    @Test
    void suspendedPipelineOfApachesOperatorHasALakeToo() {
        LocalPlan plan =
                map(SAMPLE.replace("job: {", "job: {runner: Apache, ").replace("spec:\n", "spec:\n  suspend: true\n"));

        assertThat(plan.job()).isNull();
        assertThat(plan.endpoints().lake()).isEqualTo(map(SAMPLE).endpoints().lake());
    }

    @Test
    void applicationOfApachesOperatorIsTheSameProcess() {
        JobLaunch kubeflow = map(SAMPLE).job();
        JobLaunch apache =
                map(SAMPLE.replace("job: {", "job: {runner: Apache, ")).job();

        assertThat(apache.mainClass()).isEqualTo(kubeflow.mainClass());
        assertThat(apache.memory()).isEqualTo(kubeflow.memory());
        assertThat(apache.arguments()).isEqualTo(kubeflow.arguments());
    }

    @Test
    void secondMappingIsTheSame() {
        assertThat(map(SAMPLE)).isEqualTo(map(SAMPLE));
    }

    @Test
    void externalDatabaseIsReachedWhereItIs() {
        LocalPlan plan = map(EXTERNAL);
        Map<String, String> connector =
                plan.stack().connect().connectors().get(0).config();

        assertThat(plan.stack().postgres()).isNull();
        assertThat(connector)
                .containsEntry("database.hostname", "db.example.com")
                .containsEntry("database.port", "6432")
                .containsEntry("database.sslmode", "verify-full")
                .containsEntry("database.sslrootcert", home + "/run/mounts/connect/database-ca/ca.crt");
        assertThat(plan.endpoints().user()).isEqualTo("reader");
        assertThat(plan.endpoints().passwordFile()).endsWith("/secrets/login/password");
    }

    @Test
    void labOfAClusterChangesNothingHere() {
        String withLab = EXTERNAL.replace("lake: {volume: {size: 1Gi}}", "lake: {volume: {size: 1Gi}}\n  lab: {}");

        assertThat(map(withLab)).isEqualTo(map(EXTERNAL));
    }

    @Test
    void externalKafkaIsReachedWithItsLogin() {
        LocalPlan plan = map(EXTERNAL);
        Map<String, String> worker = plan.stack().connect().worker();

        assertThat(plan.stack().kafka()).isNull();
        assertThat(worker)
                .containsEntry("bootstrap.servers", "kafka.example.com:9093")
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("producer.sasl.mechanism", "SCRAM-SHA-512")
                .containsEntry("ssl.truststore.location", home + "/secrets/ca/ca.crt");
        assertThat(worker.get("consumer.sasl.jaas.config"))
                .contains("${directory:" + home + "/run/mounts/connect/kafka:password}");
    }

    @Test
    void jobLogsInToAnExternalKafkaWithFilesOfItsOwn() {
        JobConfig config =
                JobConfigJson.read(Path.of(map(EXTERNAL).job().arguments().get(0)));

        assertThat(config.source().properties().get("sasl.jaas.config"))
                .contains("${directory:" + home + "/run/mounts/apply/kafka:password}");
    }

    @Test
    void allThatOnlyAClusterHasIsToldAtOnce() {
        String manifest = SAMPLE.replace("broker: {managed: {replicas: 3}}", "broker: {strimzi: {cluster: shared}}")
                .replace("lake: {volume: {size: 1Gi}}", "lake: {path: \"gs://b/l\"}");

        assertThatThrownBy(() -> map(manifest))
                .isInstanceOf(LocalException.class)
                .hasMessageContaining("spec.broker.strimzi")
                .hasMessageContaining("spec.lake.path");
    }

    private LocalPlan map(String manifest) {
        return new LocalMapping(new Installation(folder), home).map(ManifestReader.parse(manifest));
    }

    private static final String EXTERNAL = """
            apiVersion: cdcpipeline.io/v1alpha1
            kind: CdcPipeline
            metadata: {name: shop}
            spec:
              source:
                postgresql:
                  database: shop
                  external:
                    host: db.example.com
                    port: 6432
                    credentials: {secret: login}
                    tls: {mode: VerifyFull, caSecret: ca}
              tables: ["public.*"]
              broker:
                external:
                  bootstrapServers: kafka.example.com:9093
                  tls: {caSecret: ca}
                  sasl: {mechanism: ScramSha512, credentials: {secret: login}}
              lake: {volume: {size: 1Gi}}
            ---
            apiVersion: v1
            kind: Secret
            metadata: {name: login}
            stringData: {username: reader, password: geheim}
            ---
            apiVersion: v1
            kind: Secret
            metadata: {name: ca}
            stringData: {ca.crt: PEM}
            """;
}
