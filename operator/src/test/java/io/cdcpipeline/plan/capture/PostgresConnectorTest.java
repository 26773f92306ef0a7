package io.cdcpipeline.plan.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.api.CdcPipeline;
import io.cdcpipeline.plan.Planner;
import io.cdcpipeline.plan.Samples;
import io.cdcpipeline.plan.Settings;
import io.cdcpipeline.strimzi.KafkaConnector;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresConnectorTest {

    @Test
    void aUsersSettingIsTakenOver() {
        assertThat(config("max.batch.size: '4096'")).containsEntry("max.batch.size", "4096");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "slot.name",
                "publication.name",
                "topic.prefix",
                "table.include.list",
                "value.converter",
                "value.converter.max.bytes",
                "cdc.schema.topic",
                "event.converting.failure.handling.mode",
                "errors.tolerance",
                "database.password",
                "producer.override.acks",
                "topic.creation.default.partitions"
            })
    void whatTheJobReliesOnCannotBeReplacedEvenPastTheSchema(String name) {
        assertThat(config("'" + name + "': mine")).containsKey(name).doesNotContainEntry(name, "mine");
    }

    /** Whatever the broker's own num.partitions says: a truncate and a row without a key have no order across partitions. */
    @Test
    void everyTopicIsMadeWithOnePartitionOnAForeignKafkaToo() {
        for (String sample : Samples.names()) {
            assertThat(connector(Samples.pipeline(sample)))
                    .as(sample)
                    .containsEntry("topic.creation.default.partitions", 1)
                    .doesNotContainKey("topic.creation.progress.partitions");
        }
    }

    @Test
    void ofTheMessagesInTheLogOnlyTheHeartbeatsOwnComeToKafka() {
        assertThat(config(""))
                .containsEntry("message.prefix.include.list", "cdc\\.heartbeat")
                .doesNotContainKey("message.prefix.exclude.list")
                .extractingByKey("heartbeat.action.query")
                .asString()
                .contains("'cdc.heartbeat'");
    }

    @Test
    void passwordsAreReadFromFiles() {
        for (String sample : Samples.names()) {
            Map<String, Object> config = connector(Samples.pipeline(sample));

            assertThat(config)
                    .containsEntry("database.user", "${directory:/mnt/database:username}")
                    .containsEntry("database.password", "${directory:/mnt/database:password}");
        }
    }

    @Test
    void anExternalDatabaseIsReachedByTlsAsItsOwnerAsked() {
        assertThat(connector(Samples.pipeline("external-database")))
                .containsEntry("database.hostname", "db.example.com")
                .containsEntry("database.sslmode", "verify-full")
                .containsEntry("database.sslrootcert", "/mnt/database-ca/ca.crt");
    }

    @ParameterizedTest
    @CsvSource({"VerifyFull, verify-full", "VerifyCa, verify-ca"})
    void withoutAnAuthorityOfItsOwnADatabaseIsHeldAgainstThePublicOnes(String asked, String mode) {
        assertThat(connector(external("tls: {mode: " + asked + "}")))
                .containsEntry("database.sslmode", mode)
                .containsEntry("database.sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory")
                .doesNotContainKey("database.sslrootcert");
    }

    @ParameterizedTest
    @CsvSource({"Initial, no_data", "Never, no_data", "WhenNeeded, when_needed"})
    void aSnapshotIsTakenAsAsked(String asked, String mode) {
        assertThat(connector(pipeline("", "snapshot: " + asked))).containsEntry("snapshot.mode", mode);
    }

    @ParameterizedTest
    @CsvSource({"column.exclude.list", "column.mask.with.0.chars", "message.key.columns"})
    void whereTheConnectorMakesRowsOfItsOwnItTakesTheSnapshotToo(String setting) {
        assertThat(config("'" + setting + "': 'inventory.t:v'")).containsEntry("snapshot.mode", "when_needed");
    }

    @Test
    void whatWeKeepInADatabaseOfOursIsNotCaptured() {
        assertThat(config("")).extractingByKey("table.include.list").asString().contains("cdc");
        assertThat(connector(Samples.pipeline("external-database")))
                .extractingByKey("table.include.list")
                .asString()
                .doesNotContain("cdc");
        assertThat(connector(external("")))
                .extractingByKey("table.include.list")
                .asString()
                .contains("(?!(?:cdc\\.ddl)$)");
    }

    private static Map<String, Object> config(String own) {
        return connector(pipeline(own, "heartbeat: 1s"));
    }

    private static CdcPipeline pipeline(String connector, String source) {
        return Samples.accepted("""
                apiVersion: cdcpipeline.io/v1alpha1
                kind: CdcPipeline
                metadata: {name: p}
                spec:
                  source: {postgresql: {database: d, managed: {}}, %s}
                  tables: ["*.*"]
                  connect: {connector: {config: {%s}}}
                  lake: {volume: {size: 1Gi}}
                """.formatted(source, connector));
    }

    private static CdcPipeline external(String tls) {
        return Samples.accepted("""
                apiVersion: cdcpipeline.io/v1alpha1
                kind: CdcPipeline
                metadata: {name: p}
                spec:
                  source: {postgresql: {database: d, external: {host: db.example.com, credentials: {secret: s}, %s}}}
                  tables: ["*.*"]
                  lake: {volume: {size: 1Gi}}
                """.formatted(tls));
    }

    private static Map<String, Object> connector(CdcPipeline pipeline) {
        return Planner.plan(pipeline, Settings.defaults())
                .resources()
                .filter(KafkaConnector.class::isInstance)
                .map(KafkaConnector.class::cast)
                .findFirst()
                .orElseThrow()
                .getSpec()
                .getConfig();
    }
}
