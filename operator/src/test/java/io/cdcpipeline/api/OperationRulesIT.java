package io.cdcpipeline.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cdcpipeline.testing.ApiServer;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the API server refuses of an operation, and in which words. */
class OperationRulesIT {

    private final ApiServer api = ApiServer.running();
    private final String namespace = api.newNamespace();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{pipeline: shop, snapshot: {tables: [s.t, 'Odd Schema.and a table.with dots']}}",
                "{pipeline: shop, verify: {}}",
                "{pipeline: shop, verify: {tables: [s.t]}}",
                "{pipeline: shop, compact: {}, ttlAfterFinished: 0s}",
                "{pipeline: shop, retryDeadLetters: {}}",
                "{pipeline: shop, dropDeadLetters: {tables: [s.t]}}",
                "{pipeline: shop, dropDeadLetters: {all: true}}",
                "{pipeline: shop, restart: {stage: Capture}, ttlAfterFinished: 8760h}"
            })
    void whatIsWellFormedIsTaken(String spec) {
        GenericKubernetesResource created = create(spec);

        assertThat(created.<String>get("spec", "ttlAfterFinished")).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {pipeline: shop}                                      | set exactly one of snapshot, verify, restart, compact, retryDeadLetters and dropDeadLetters; for more than one create an operation each
                    {pipeline: shop, verify: {}, compact: {}}             | set exactly one of snapshot, verify, restart, compact, retryDeadLetters and dropDeadLetters; for more than one create an operation each
                    {pipeline: Shop, verify: {}}                          | spec.pipeline: Invalid value: write the name of a CdcPipeline: lower-case letters, digits and hyphens, beginning with a letter
                    {verify: {}}                                          | spec.pipeline: Required value
                    {pipeline: shop, snapshot: {}}                        | spec.snapshot.tables: Required value
                    {pipeline: shop, snapshot: {tables: []}}              | spec.snapshot.tables: Invalid value: 0: spec.snapshot.tables in body should have at least 1 items
                    {pipeline: shop, snapshot: {tables: [s.t, t, 's.*']}} | spec.snapshot.tables: Invalid value: not a table: ["t", "s.*"]; write schema.table without quotes and wildcards
                    {pipeline: shop, verify: {tables: ['!s.t']}}          | spec.verify.tables: Invalid value: not a table: ["!s.t"]; write schema.table without quotes and wildcards
                    {pipeline: shop, compact: {tables: ['s.t?']}}         | spec.compact.tables: Invalid value: not a table: ["s.t?"]; write schema.table without quotes and wildcards
                    {pipeline: shop, retryDeadLetters: {tables: ['t']}}   | spec.retryDeadLetters.tables: Invalid value: not a table: ["t"]; write schema.table without quotes and wildcards
                    {pipeline: shop, dropDeadLetters: {}}                 | spec.dropDeadLetters: Invalid value: name the tables, or set all: true for the letters of all tables
                    {pipeline: shop, dropDeadLetters: {all: true, tables: [s.t]}} | spec.dropDeadLetters: Invalid value: name the tables, or set all: true for the letters of all tables
                    {pipeline: shop, restart: {stage: Source}}            | spec.restart.stage: Unsupported value: "Source": supported values: "Apply", "Capture"
                    {pipeline: shop, restart: {}}                         | spec.restart.stage: Required value
                    {pipeline: shop, verify: {}, ttlAfterFinished: 1d}    | spec.ttlAfterFinished: Invalid value: write 0s to 8760h, as a whole number with the unit s, m or h
                    {pipeline: shop, verify: {}, ttlAfterFinished: 8761h} | spec.ttlAfterFinished: Invalid value: write 0s to 8760h, as a whole number with the unit s, m or h
                    """)
    void whatIsWrongIsNamed(String spec, String says) {
        assertThat(catchThrowableOfType(KubernetesClientException.class, () -> create(spec)))
                .hasMessageContaining(says);
    }

    @Test
    void anOperationCannotBecomeAnother() {
        GenericKubernetesResource created = create("{pipeline: shop, snapshot: {tables: [s.t]}}");

        assertThat(catchThrowableOfType(KubernetesClientException.class, () -> api.client()
                        .resource(created)
                        .patch(
                                PatchContext.of(PatchType.JSON_MERGE),
                                "{\"spec\": {\"snapshot\": {\"tables\": [\"s.u\"]}}}")))
                .hasMessageContaining(
                        "can't change: it may be under way; delete the operation, which cancels it, and create another one");
    }

    private GenericKubernetesResource create(String spec) {
        return api.client()
                .resource(Serialization.unmarshal("""
                        apiVersion: cdcpipeline.io/v1alpha1
                        kind: CdcOperation
                        metadata: {generateName: op-, namespace: %s}
                        spec: %s
                        """.formatted(namespace, spec), GenericKubernetesResource.class))
                .create();
    }
}
