package io.cdcpipeline.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.plan.render.Render;
import io.cdcpipeline.strimzi.Kafka;
import io.cdcpipeline.strimzi.KafkaConnector;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.rbac.Role;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlannerTest {

    @Test
    void theStagesComeInTheOrderInWhichTheyAreApplied() {
        assertThat(plan("").stages()).extracting(Stage::name).containsExactly(StageName.values());
    }

    @Test
    void everyResourceSaysWhoseItIs() {
        assertThat(plan("").resources()).allSatisfy(resource -> {
            assertThat(resource.getMetadata().getNamespace()).isEqualTo("shop");
            assertThat(resource.getMetadata().getLabels())
                    .containsEntry("cdcpipeline.io/pipeline", "p")
                    .containsEntry("app.kubernetes.io/instance", "p")
                    .containsEntry("app.kubernetes.io/part-of", "cdcpipeline")
                    .containsKeys("app.kubernetes.io/name", "app.kubernetes.io/managed-by");
        });
    }

    @Test
    void suspensionStopsConnectorAndJobAndKeepsEverythingElse() {
        Plan running = plan("");
        Plan suspended = plan("suspend: true");

        assertThat(kinds(suspended)).isEqualTo(kinds(running));
        assertThat(one(suspended, KafkaConnector.class).getSpec().getState()).hasToString("STOPPED");
        assertThat(spark(suspended).<Boolean>get("spec", "suspend")).isTrue();
        assertThat(hash(suspended)).isEqualTo(hash(running));
    }

    @Test
    void anApplicationOfApachesOperatorIsGoneWhileSuspended() {
        assertThat(find(plan("job: {runner: Apache}"), GenericKubernetesResource.class))
                .isPresent();
        assertThat(find(plan("suspend: true, job: {runner: Apache}"), GenericKubernetesResource.class))
                .isEmpty();
    }

    @Test
    void whateverTheJobReadsChangesTheHashOfItsApplication() {
        List<String> hashes = List.of(
                hash(plan("")),
                hash(plan("job: {trigger: 1s}")),
                hash(plan("job: {driver: {memory: 3g}}")),
                hash(plan("job: {executors: {count: 1}}")),
                hash(plan("job: {image: registry/job:2}")),
                hash(plan("job: {conf: {spark.x: y}}")));

        assertThat(hashes).doesNotHaveDuplicates();
        assertThat(spark(plan("")).<String>get("spec", "driver", "labels", Labels.SPEC_HASH))
                .isEqualTo(hashes.get(0));
    }

    @Test
    void aJobWithoutExecutorsHasNoRightInTheCluster() {
        Plan plan = plan("");

        assertThat(find(plan, Role.class)).isEmpty();
        assertThat(one(plan, ServiceAccount.class).getAutomountServiceAccountToken())
                .isFalse();
        assertThat(spark(plan).<Map<String, String>>get("spec", "sparkConf"))
                .containsEntry("spark.kubernetes.driver.master", "local[2]");
    }

    @Test
    void executorsOfAVolumeRunWhereItsDriverRuns() {
        Plan plan = plan("job: {executors: {count: 2}}");

        assertThat(find(plan, Role.class)).isPresent();
        assertThat(one(plan, ServiceAccount.class).getAutomountServiceAccountToken())
                .isTrue();
        assertThat(spark(plan).<Object>get("spec", "executor", "affinity")).isNotNull();
        assertThat(spark(plan("job: {executors: {count: 2}}, lake: {path: 's3a://b/c/'}"))
                        .<Object>get("spec", "executor", "affinity"))
                .isNull();
    }

    @Test
    void anExistingClaimIsUsedAndNoneMade() {
        Plan plan = plan("lake: {volume: {claim: mine}}");

        assertThat(find(plan, PersistentVolumeClaim.class)).isEmpty();
        assertThat(Render.yaml(plan)).contains("claimName: \"mine\"");
    }

    @Test
    void theLabOpensTheJobsBucketAsTheJobDoes() {
        Plan plan = plan("lake: {path: 's3a://b/c', credentials: {secret: keys}}, lab: {},"
                + " job: {conf: {spark.hadoop.fs.s3a.endpoint: 'https://s3', spark.x: y}}");

        List<HasMetadata> lab = plan.lab().orElseThrow().resources();
        assertThat(lab.toString()).contains("secretName=keys").doesNotContain("spark.x");
        assertThat(lab.toString())
                .contains(
                        "\"store\":{\"conf\":{\"fs.s3a.endpoint\":\"https://s3\"},\"options\":\"/mnt/lake-options\"}");
    }

    @Test
    void theLabKnowsWhatTablesAreCalledInTheLake() {
        Plan plan = plan("tableSettings: [{match: a.b}, {match: 'a.*', target: 'c.{table}'}], lab: {}");

        assertThat(plan.lab().orElseThrow().resources().toString())
                .contains("\"tableSettings\":{\"tables\":[{\"mode\":\"Mirror\"", "\"target\":\"c.{table}\"");
    }

    @Test
    void aKafkaOfItsOwnKeepsCopiesAsItsNodesAllow() {
        Map<String, Object> three = one(plan("broker: {managed: {replicas: 3}}"), Kafka.class)
                .getSpec()
                .getKafka()
                .getConfig();
        Map<String, Object> five = one(plan("broker: {managed: {replicas: 5}}"), Kafka.class)
                .getSpec()
                .getKafka()
                .getConfig();

        assertThat(three).containsEntry("default.replication.factor", 3).containsEntry("min.insync.replicas", 2);
        assertThat(five).containsEntry("default.replication.factor", 3).containsEntry("min.insync.replicas", 2);
    }

    /** A manifest with nothing but what must be there; {@code overrides} is the inside of a YAML mapping. */
    private static Plan plan(String overrides) {
        String lake = overrides.contains("lake:") ? "" : ", lake: {volume: {size: 1Gi}}";
        String own = overrides.isEmpty() ? "" : ", " + overrides;
        return Planner.plan(Samples.accepted("""
                        apiVersion: cdcpipeline.io/v1alpha1
                        kind: CdcPipeline
                        metadata: {name: p}
                        spec: {source: {postgresql: {database: d, managed: {}}}, tables: ["a.*"]%s%s}
                        """.formatted(lake, own)), Settings.defaults());
    }

    private static List<String> kinds(Plan plan) {
        return plan.resources().map(HasMetadata::getKind).toList();
    }

    private static String hash(Plan plan) {
        return spark(plan).getMetadata().getAnnotations().get(Labels.SPEC_HASH);
    }

    private static GenericKubernetesResource spark(Plan plan) {
        return one(plan, GenericKubernetesResource.class);
    }

    private static <T> T one(Plan plan, Class<T> type) {
        return find(plan, type).orElseThrow();
    }

    private static <T> Optional<T> find(Plan plan, Class<T> type) {
        return plan.resources().filter(type::isInstance).map(type::cast).findFirst();
    }
}
