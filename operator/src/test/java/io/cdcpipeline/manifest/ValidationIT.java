package io.cdcpipeline.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cdcpipeline.api.CdcPipeline;
import io.cdcpipeline.testing.ApiServer;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FieldValidateable.Validation;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The definition, asked by way of a real API server; what it refuses, {@code Validation} refuses as well. */
class ValidationIT {

    private static final String NOT_ASKED = "some validation rules were not checked";
    private static final String RULE = "Invalid value: ";

    private final ApiServer api = ApiServer.running();
    private String namespace;

    @BeforeEach
    void makeNamespace() {
        namespace = api.newNamespace();
    }

    @ParameterizedTest
    @MethodSource("io.cdcpipeline.manifest.Fault#inManifests")
    void refusesTheFaultAsValidationDoes(Fault fault) {
        List<StatusCause> causes = causes(() -> create(fault.refused()));
        List<Problem> problems = ManifestValidation.problems(fault.refused().manifest());

        assertThat(causes)
                .extracting(ValidationIT::field)
                .containsAll(problems.stream().map(Problem::field).toList());
        if (!fault.says().isEmpty()) {
            assertThat(causes)
                    .extracting(StatusCause::getMessage)
                    .containsExactlyElementsOf(problems.stream()
                            .map(problem -> RULE + problem.message())
                            .toList());
        }
    }

    @ParameterizedTest
    @MethodSource("io.cdcpipeline.manifest.Fault#inChanges")
    void refusesTheChange(Fault fault) {
        GenericKubernetesResource created = create(fault.before());
        Written changed = fault.refused()
                .with(
                        "/metadata/resourceVersion",
                        Written.tree(created.getMetadata().getResourceVersion()));

        assertThat(causes(() -> resource(changed).update()))
                .anySatisfy(cause -> {
                    assertThat(field(cause)).isEqualTo(fault.field());
                    assertThat(cause.getMessage()).contains(fault.says());
                })
                .allSatisfy(cause -> assertThat(field(cause)).startsWith(fault.field()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/spec/suspend: true",
                "/spec/deletionPolicy: Delete",
                "/spec/tables: [inventory.orders, '!inventory.audit_?']",
                "/spec/lake/volume/size: 6Gi",
                "/spec/lake/volume/size: 5120Mi",
                "/spec/broker: {managed: {storage: {size: 20Gi}}}",
                "/spec/source/heartbeat: 1m",
                "/spec/source/postgresql/managed/version: '17.11'",
                "/spec/source/postgresql/managed/initSql: {configMap: later}",
                "/spec/connect: {replicas: 2, connector: {config: {max.batch.size: '4096'}}}",
                "/spec/job: {trigger: 1s, executors: {count: 2}, conf: {spark.sql.shuffle.partitions: '8'}}",
            })
    void letsTheChangeThrough(String change) {
        GenericKubernetesResource created = create(Written.smallest());

        Written changed = Written.smallest()
                .with(Written.yaml(change))
                .with(
                        "/metadata/resourceVersion",
                        Written.tree(created.getMetadata().getResourceVersion()));

        assertThat(resource(changed).update().getMetadata().getGeneration()).isGreaterThanOrEqualTo(1L);
    }

    @Test
    void anUnknownFieldIsRefusedUnderStrictValidation() {
        assertThat(refusal("/spec/lake/volumes: {size: 5Gi}"))
                .contains("strict decoding error: unknown field \"spec.lake.volumes\"");
    }

    @Test
    void aPropertyThatTheJobNeedsAsItIsCannotBeSet() {
        assertThat(refusal("/spec/tableSettings: [{match: a.b, properties: {appendOnly: true}}]"))
                .contains("unknown field \"spec.tableSettings[0].properties.appendOnly\"");
    }

    private String refusal(String change) {
        Written manifest = Written.smallest().with(Written.yaml(change));
        return catchThrowableOfType(KubernetesClientException.class, () -> create(manifest))
                .getMessage();
    }

    static Stream<Written> accepted() {
        Written smallest = Written.smallest();
        return Stream.of(
                smallest,
                smallest.named("a".repeat(CdcPipeline.MAX_NAME)),
                smallest.with(
                        "/spec/tables", Written.yaml("['顧客.注文', 'Ünïcode.Größe *', '!a.b.c', 'x.y z', \"*.o'neil\"]")),
                smallest.with("/spec/tables", Written.tree(thousandTables())),
                smallest.with("/spec/source/postgresql/database", Written.tree("ü".repeat(31))),
                smallest.with("/spec/source", Written.yaml("{mariadb: {managed: {}}}")),
                smallest.with("/spec/source", Written.yaml("{mariadb: {managed: {version: 11.4.5, database: a_b}}}")),
                smallest.with(
                        "/spec/lake",
                        Written.yaml(
                                "{path: 'abfss://lake@shop.dfs.core.windows.net/a/b=c', layout: 'x/{schema}/t_{table}'}")),
                Written.smallest()
                        .with(Written.yaml(EVERYTHING))
                        .without(Written.yaml("[/spec/source/postgresql/managed, /spec/lake/volume]")));
    }

    private static final String EVERYTHING = """
            /spec/suspend: true
            /spec/deletionPolicy: Delete
            /spec/source:
              snapshot: WhenNeeded
              heartbeat: 100ms
              postgresql:
                database: shop
                managed: {}
                external:
                  host: "fd00::1"
                  port: 6432
                  credentials: {secret: shop-db, usernameKey: user, passwordKey: pass}
                  tls: {mode: VerifyCa, caSecret: shop-ca}
            /spec/broker:
              external:
                bootstrapServers: "one:9093,[fd00::2]:9093"
                tls: {caSecret: kafka-ca}
                sasl: {mechanism: Plain, credentials: {secret: kafka}}
            /spec/connect:
              replicas: 10
              image: "registry.example.com:5000/connect@sha256:0123"
              resources: {requests: {cpu: 500m, memory: 1Gi}, limits: {cpu: "2", memory: 2.5Gi}}
              connector: {config: {max.batch.size: "4096"}}
            /spec/lake: {volume: {}, path: "s3a://lake", credentials: {secret: s3}}
            /spec/job:
              runner: Apache
              image: job
              trigger: 0s
              maxEventsPerTrigger: 100000000
              driver: {cores: 2, memory: 512m}
              executors: {count: 2, cores: 2, memory: 1000m}
              conf: {spark.sql.shuffle.partitions: "8", spark.hadoop.fs.s3a.aws.credentials.provider: x}
            """;

    /** A record that reads the file and an API server that stores it come to the same spec. */
    @ParameterizedTest
    @MethodSource("accepted")
    void acceptsAndCompletesAsTheRecordsDo(Written manifest) {
        assertThat(ManifestValidation.problems(manifest.manifest())).isEmpty();

        GenericKubernetesResource created = create(manifest);

        assertThat(Written.tree(created.getAdditionalProperties().get("spec")))
                .isEqualTo(Written.tree(manifest.pipeline().getSpec()));
    }

    private static List<String> thousandTables() {
        return IntStream.range(0, 1000)
                .mapToObj("schema.a_table_with_a_long_name_%s"::formatted)
                .toList();
    }

    private GenericKubernetesResource create(Written manifest) {
        return resource(manifest).fieldValidation(Validation.STRICT).create();
    }

    private Resource<GenericKubernetesResource> resource(Written manifest) {
        return api.client().resource(manifest.in(namespace).resource());
    }

    private static List<StatusCause> causes(org.assertj.core.api.ThrowableAssert.ThrowingCallable request) {
        KubernetesClientException refusal = catchThrowableOfType(KubernetesClientException.class, request);
        assertThat(refusal).as("a refusal").isNotNull();
        assertThat(refusal.getStatus().getDetails()).as(refusal.getMessage()).isNotNull();
        return refusal.getStatus().getDetails().getCauses().stream()
                .filter(cause -> !cause.getMessage().contains(NOT_ASKED))
                .toList();
    }

    /** The API server has its own word for the resource as a whole. */
    private static String field(StatusCause cause) {
        return cause.getField().equals("<nil>") ? "" : cause.getField();
    }
}
