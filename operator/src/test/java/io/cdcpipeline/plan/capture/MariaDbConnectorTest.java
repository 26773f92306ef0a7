package io.cdcpipeline.plan.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.api.CdcPipeline;
import io.cdcpipeline.contract.JobConfig;
import io.cdcpipeline.contract.event.SourceKind;
import io.cdcpipeline.plan.Names;
import io.cdcpipeline.plan.Plan;
import io.cdcpipeline.plan.Planner;
import io.cdcpipeline.plan.Samples;
import io.cdcpipeline.plan.Scope;
import io.cdcpipeline.plan.Settings;
import io.cdcpipeline.plan.apply.StreamingJobConfig;
import io.cdcpipeline.plan.broker.KafkaAccess;
import io.cdcpipeline.strimzi.KafkaConnect;
import io.cdcpipeline.strimzi.KafkaConnector;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MariaDbConnectorTest {

    @Test
    void theServerIsReadAsAReplicaDoesByAnIdOfThePipelinesOwn() {
        assertThat(connector(pipeline("", "", "")))
                .containsEntry("database.hostname", "db")
                .containsEntry("database.port", 3306)
                .containsEntry("database.user", "${directory:/mnt/database:username}")
                .containsEntry("database.ssl.mode", "disable")
                .containsEntry("table.include.list", "(?-i)(?:shop\\..*)")
                .hasEntrySatisfying(
                        "database.server.id", id -> assertThat((Long) id).isBetween(1_000_000_000L, (1L << 32) - 1))
                .doesNotContainKeys(
                        "slot.name", "publication.name", "plugin.name", "database.dbname", "snapshot.isolation.mode");
    }

    @Test
    void theIdThatIsSetIsTaken() {
        assertThat(connector(pipeline("serverId: 4242,", "", ""))).containsEntry("database.server.id", 4242L);
    }

    @ParameterizedTest
    @CsvSource({"Initial, when_needed", "Never, no_data", "WhenNeeded, when_needed"})
    void theConnectorCopiesTheRowsUnlessNobodyWantsThem(String asked, String mode) {
        assertThat(connector(pipeline("", "snapshot: " + asked, ""))).containsEntry("snapshot.mode", mode);
    }

    @ParameterizedTest
    @CsvSource({"Require, trust", "VerifyCa, verify-ca", "VerifyFull, verify-full"})
    void theWayIsProtectedAsAsked(String asked, String mode) {
        String tls = "tls: {mode: %s, caSecret: ca}".formatted(asked);

        assertThat(connector(pipeline("", "", tls)))
                .containsEntry("database.ssl.mode", mode)
                .containsEntry("cdc.ssl.authority", "/mnt/database-ca/ca.crt");
    }

    @ParameterizedTest
    @CsvSource({"100ms, 5000", "10s, 10000", "10m, 60000"})
    void anIdleLogIsHeardOfAsOftenAsHeartbeatsAreWanted(String heartbeat, int millis) {
        assertThat(connector(pipeline("", "heartbeat: " + heartbeat, "")))
                .extractingByKey("connect.keep.alive.interval.ms")
                .hasToString(Integer.toString(millis));
    }

    @Test
    void theHistoryOfTablesIsKeptOnTheSameKafkaWithTheSameLogin() {
        CdcPipeline pipeline = onSomebodysKafka();

        Map<String, Object> config = connector(pipeline);

        for (String client : new String[] {"producer", "consumer"}) {
            String prefix = "schema.history.internal." + client + ".";
            assertThat(config)
                    .containsEntry(prefix + "security.protocol", "SASL_SSL")
                    .containsEntry(prefix + "sasl.mechanism", "SCRAM-SHA-512")
                    .containsEntry(prefix + "ssl.truststore.location", "/mnt/kafka-ca/ca.crt");
        }
        assertThat(config)
                .containsEntry("schema.history.internal.kafka.bootstrap.servers", "kafka.example.com:9093")
                .containsEntry(
                        "schema.history.internal.kafka.topic",
                        Names.of(pipeline).topicPrefix() + ".history");
    }

    @Test
    void theConnectorHasTheAuthorityOfKafkaAsAFile() {
        KafkaConnect workers = one(Planner.plan(onSomebodysKafka(), Settings.defaults()), KafkaConnect.class);

        assertThat(workers.getSpec().getTemplate().getConnectContainer().getVolumeMounts())
                .extracting(mount -> mount.getMountPath())
                .contains("/mnt/kafka-ca");
    }

    @Test
    void nothingIsRunForSomebodysServerAndTheJobReadsTablesFromIt() {
        CdcPipeline pipeline = pipeline("", "", "");
        Scope scope = new Scope(pipeline, Settings.defaults(), Names.of(pipeline));

        JobConfig job = StreamingJobConfig.of(scope, KafkaAccess.of(scope));

        assertThat(job.database().kind()).isEqualTo(SourceKind.MARIADB);
        assertThat(job.database().fillsAll()).isFalse();
        assertThat(job.database().offsets()).isEqualTo(scope.names().connectOffsets());
        assertThat(Planner.plan(pipeline, Settings.defaults()).resources()).noneMatch(StatefulSet.class::isInstance);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "database.server.id",
                "schema.history.internal.kafka.topic",
                "connect.keep.alive.interval.ms",
                "snapshot.mode",
                "cdc.schema.topic"
            })
    void whatTheJobReliesOnCannotBeReplacedEvenPastTheSchema(String name) {
        CdcPipeline pipeline = Samples.accepted("""
                apiVersion: cdcpipeline.io/v1alpha1
                kind: CdcPipeline
                metadata: {name: p}
                spec:
                  source: {mariadb: {external: {host: db, credentials: {secret: s}}}}
                  tables: ["shop.*"]
                  connect: {connector: {config: {'%s': mine}}}
                  lake: {volume: {size: 1Gi}}
                """.formatted(name));

        assertThat(connector(pipeline)).containsKey(name).doesNotContainEntry(name, "mine");
    }

    private static CdcPipeline onSomebodysKafka() {
        return Samples.accepted("""
                apiVersion: cdcpipeline.io/v1alpha1
                kind: CdcPipeline
                metadata: {name: p}
                spec:
                  source: {mariadb: {external: {host: db, credentials: {secret: s}}}}
                  tables: ["shop.*"]
                  broker:
                    external:
                      bootstrapServers: kafka.example.com:9093
                      tls: {caSecret: kafka-ca}
                      sasl: {mechanism: ScramSha512, credentials: {secret: kafka-login}}
                  lake: {volume: {size: 1Gi}}
                """);
    }

    private static CdcPipeline pipeline(String mariadb, String source, String external) {
        return Samples.accepted("""
                apiVersion: cdcpipeline.io/v1alpha1
                kind: CdcPipeline
                metadata: {name: p}
                spec:
                  source: {mariadb: {%s external: {host: db, credentials: {secret: s}, %s}}, %s}
                  tables: ["shop.*"]
                  lake: {volume: {size: 1Gi}}
                """.formatted(mariadb, external, source));
    }

    private static Map<String, Object> connector(CdcPipeline pipeline) {
        KafkaConnector connector = one(Planner.plan(pipeline, Settings.defaults()), KafkaConnector.class);
        assertThat(connector.getSpec().getClassName()).isEqualTo("io.cdcpipeline.connect.mariadb.MariaDbTextConnector");
        return connector.getSpec().getConfig();
    }

    private static <T extends HasMetadata> T one(Plan plan, Class<T> type) {
        return plan.resources()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }
}
