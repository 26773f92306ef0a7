package io.cdcpipeline.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cdcpipeline.api.CdcPipeline;
import io.cdcpipeline.manifest.ManifestValidation;
import io.cdcpipeline.manifest.Written;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The operator has rights that the author of a manifest has not, and shares its process with other people's pipelines. What a
 * manifest makes of those: no more than a pod in its own namespace could.
 */
class HostileManifestTest {

    private static Stream<CdcPipeline> pipelines() {
        return Samples.names().stream().map(Samples::pipeline);
    }

    @ParameterizedTest
    @MethodSource("pipelines")
    void everythingStaysInThePipelinesNamespace(CdcPipeline pipeline) {
        Planner.plan(pipeline, Settings.defaults()).resources().forEach(resource -> {
            assertThat(resource.getMetadata().getNamespace()).isEqualTo("shop");
            assertThat(resource.getKind()).doesNotStartWith("Cluster");
            if (resource instanceof RoleBinding binding) {
                assertThat(binding.getRoleRef().getKind()).isEqualTo("Role");
                assertThat(binding.getSubjects())
                        .allSatisfy(s -> assertThat(s.getNamespace()).isEqualTo("shop"));
            }
        });
    }

    @ParameterizedTest
    @MethodSource("pipelines")
    void noPodGetsTheNodeOrMoreRightsThanItsJobTakes(CdcPipeline pipeline) {
        String all = Planner.plan(pipeline, Settings.defaults())
                .resources()
                .map(Serialization::asYaml)
                .reduce("", String::concat);

        assertThat(all)
                .doesNotContain("hostPath", "hostNetwork", "hostPID", "hostIPC", "hostPort")
                .doesNotContain("privileged: true", "allowPrivilegeEscalation: true");
        assertThat(roles(pipeline).flatMap(role -> role.getRules().stream()))
                .flatExtracting(PolicyRule::getResources)
                .as("nobody reads Secrets through the API")
                .doesNotContain("secrets", "pods/exec", "serviceaccounts/token", "*");
    }

    private static Stream<Role> roles(CdcPipeline pipeline) {
        return Planner.plan(pipeline, Settings.defaults())
                .resources()
                .map(HasMetadata.class::cast)
                .filter(Role.class::isInstance)
                .map(Role.class::cast)
                .filter(Namespaced.class::isInstance);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/spec/source/postgresql: {database: d, external: {host: db, credentials: {secret: kube-system/token}}}",
                "/spec/source/postgresql: {database: d, external: {host: db, credentials: {secret: s, passwordKey: ../x}}}",
                "/spec/source/postgresql: {database: d, managed: {initSql: {configMap: other/sql}}}",
                "/spec/lake: {volume: {claim: other/claim}}",
                "/spec/lake: {path: 'file:///etc'}",
                "/spec/lake: {path: 's3a://lake/../other'}",
                "/spec/lake: {volume: {size: 1Gi}, layout: '../{schema}/{table}'}",
                "/spec/broker: {strimzi: {cluster: other/kafka}}",
                "/spec/lab: {token: {secret: other/token}}"
            })
    void nothingOutsideOfTheNamespaceOrTheLakeCanBeNamed(String change) {
        assertThat(problems(change)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spark.kubernetes.namespace",
                "spark.kubernetes.authenticate.driver.serviceAccountName",
                "spark.kubernetes.driver.podTemplateFile",
                "spark.kubernetes.driver.volumes.hostPath.root.mount.path",
                "spark.kubernetes.driver.secrets.other-login",
                "spark.kubernetes.driver.secretKeyRef.PASSWORD",
                "spark.kubernetes.container.image",
                "spark.kubernetes.file.upload.path",
                "spark.submit.deployMode",
                "spark.master",
                "spark.jars",
                "spark.jars.packages",
                "spark.files",
                "spark.archives",
                "spark.plugins"
            })
    void sparkIsNotToldToMountOrToLoadAnything(String setting) {
        assertThat(problems("/spec/job/conf: {" + setting + ": x}"))
                .isNotEmpty()
                .allSatisfy(problem -> assertThat(problem.toString()).contains(setting));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "connector.class",
                "transforms",
                "transforms.x.type",
                "predicates.x.type",
                "converters",
                "key.converter",
                "config.providers",
                "config.providers.file.class",
                "signal.enabled.channels",
                "slot.name",
                "publication.name",
                "database.hostname",
                "topic.prefix",
                "producer.override.bootstrap.servers",
                "producer.override.sasl.jaas.config"
            })
    void connectorIsNotToldToLoadAnythingOrToLeaveItsPlace(String setting) {
        assertThat(problems("/spec/connect/connector/config: {" + setting + ": x}"))
                .singleElement()
                .asString()
                .contains(setting);
    }

    /** Scripts and configurations are made of texts in which names stand. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "${owner}",
                "${directory:/mnt/database:password}",
                "x'; DROP TABLE y; --",
                "x\"; DROP TABLE y; --",
                "$(POSTGRES_PASSWORD_FILE)",
                "a\\b",
                "a\nb",
                ":owner_password"
            })
    void databaseIsNotNamedLikeAPieceOfAScript(String name) {
        assertThat(problems("/spec/source/postgresql/database: " + Serialization.asJson(name)))
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/spec/job/image: 'x --privileged'",
                "/spec/connect/image: \"x\\ny\"",
                "/spec/lab: {image: '$(X)'}"
            })
    void imageIsANameAndNothingElse(String change) {
        assertThat(problems(change)).isNotEmpty();
    }

    @Test
    void smallestManifestHasNoneOfTheseProblems() {
        assertThat(ManifestValidation.problems(Written.smallest().manifest())).isEmpty();
    }

    private static List<?> problems(String change) {
        JsonNode manifest = Written.smallest().with(Written.yaml(change)).manifest();
        return ManifestValidation.problems(manifest);
    }
}
