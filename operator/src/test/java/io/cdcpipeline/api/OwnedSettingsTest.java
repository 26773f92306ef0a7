package io.cdcpipeline.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cdcpipeline.manifest.ManifestValidation;
import io.cdcpipeline.manifest.Written;
import io.cdcpipeline.plan.Planner;
import io.cdcpipeline.plan.Settings;
import io.cdcpipeline.plan.StageName;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the plan sets and does not let a user replace is what the definition refuses, and nothing more. */
class OwnedSettingsTest {

    private static final String CONNECTOR = "/spec/connect/connector/config";
    private static final String SPARK = "/spec/job/conf";

    @Test
    void aSettingOfTheConnectorIsEitherRefusedOrHeard() {
        JsonNode planned = connector(Written.smallest());

        assertThat(planned.properties()).hasSizeGreaterThan(30).allSatisfy(setting -> {
            Written changed = Written.smallest().with(CONNECTOR, setting(setting.getKey()));
            assertThat(isRefused(changed))
                    .as(setting.getKey())
                    .isNotEqualTo(
                            connector(changed).path(setting.getKey()).asText().equals("theirs"));
        });
    }

    @Test
    void aSettingOfSparkIsEitherRefusedOrHeard() {
        JsonNode planned = spark(Written.smallest());

        assertThat(planned.properties()).hasSizeGreaterThan(10).allSatisfy(setting -> {
            Written changed = Written.smallest().with(SPARK, setting(setting.getKey()));
            assertThat(isRefused(changed))
                    .as(setting.getKey())
                    .isNotEqualTo(spark(changed).path(setting.getKey()).asText().equals("theirs"));
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "max.batch.size",
                "max.queue.size",
                "poll.interval.ms",
                "snapshot.fetch.size",
                "snapshot.max.threads",
                "producer.override.batch.size",
                "producer.override.compression.type",
                "status.update.interval.ms",
                "incremental.snapshot.chunk.size",
                "column.exclude.list",
                "message.key.columns",
                "retriable.restart.connector.wait.ms"
            })
    void leavesToTheUserWhatChangesNoMeaning(String setting) {
        assertThat(isRefused(Written.smallest().with(CONNECTOR, setting(setting))))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name",
                "connector.class",
                "tasks.max",
                "transforms",
                "transforms.route.type",
                "predicates",
                "converters",
                "key.converter",
                "value.converter.schemas.enable",
                "database.sslmode",
                "database.initial.statements",
                "schema.include.list",
                "table.exclude.list",
                "signal.data.collection",
                "slot.drop.on.stop",
                "publication.autocreate.mode",
                "flush.lsn.source",
                "snapshot.mode.custom.name",
                "producer.override.acks",
                "producer.override.sasl.jaas.config",
                "config.providers.file.class",
                "topic.creation.groups",
                "topic.creation.default.partitions",
                "topic.creation.mine.partitions"
            })
    void keepsWhatWouldLoseOrMisreadChanges(String setting) {
        assertThat(isRefused(Written.smallest().with(CONNECTOR, setting(setting))))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spark.sql.shuffle.partitions", "spark.hadoop.fs.s3a.endpoint", "spark.hadoop.fs.s3a.path.style.access",
                "spark.hadoop.fs.s3a.aws.credentials.provider", "spark.driver.extraJavaOptions",
                        "spark.memory.fraction",
                "spark.databricks.delta.properties.defaults.logRetentionDuration",
                        "spark.sql.streaming.stateStore.providerClass"
            })
    void leavesSparkToTheUser(String setting) {
        assertThat(isRefused(Written.smallest().with(SPARK, setting(setting)))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spark.master",
                "spark.app.name",
                "spark.submit.deployMode",
                "spark.kubernetes.namespace",
                "spark.jars.packages",
                "spark.executor.instances",
                "spark.driver.memory",
                "spark.sql.extensions",
                "spark.sql.catalog.other",
                "spark.sql.streaming.checkpointLocation",
                "spark.sql.session.timeZone",
                "spark.plugins",
                "spark.hadoop.fs.s3a.impl",
                "spark.databricks.delta.write.txnAppId",
                "spark.hadoop.fs.s3a.access.key",
                "spark.hadoop.fs.azure.account.key.shop.dfs.core.windows.net",
                "spark.ssl.keyPassword",
                "shuffle.partitions",
                "spark.",
                "spark.a b"
            })
    void keepsSparksIdentityAndSecrets(String setting) {
        assertThat(isRefused(Written.smallest().with(SPARK, setting(setting)))).isTrue();
    }

    private static boolean isRefused(Written manifest) {
        return !ManifestValidation.problems(manifest.manifest()).isEmpty();
    }

    private static JsonNode setting(String name) {
        return Written.tree(Map.of(name, "theirs"));
    }

    private static JsonNode connector(Written manifest) {
        return planned(manifest, StageName.CAPTURE, "KafkaConnector").at("/spec/config");
    }

    private static JsonNode spark(Written manifest) {
        return planned(manifest, StageName.APPLY, "SparkApplication").at("/spec/sparkConf");
    }

    private static JsonNode planned(Written manifest, StageName stage, String kind) {
        HasMetadata resource = Planner.plan(manifest.pipeline(), Settings.defaults()).stage(stage).resources().stream()
                .filter(r -> r.getKind().equals(kind))
                .findFirst()
                .orElseThrow();
        return Written.tree(resource);
    }
}
