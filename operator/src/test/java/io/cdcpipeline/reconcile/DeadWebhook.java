package io.cdcpipeline.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.cluster.WatchedKind;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfiguration;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;

/** A webhook that must be asked, in one test's namespace, and that nobody serves. */
record DeadWebhook(TestCluster cluster) {

    /**
     * Returns when the API server asks it. It is asked of updates, too, by which the test finds that out.
     *
     * @param kind one of which there is already
     * @param operation as admission has it: UPDATE or DELETE
     */
    void stands(WatchedKind kind, String plural, String operation) {
        String yaml = """
                apiVersion: admissionregistration.k8s.io/v1
                kind: ValidatingWebhookConfiguration
                metadata: {name: %1$s}
                webhooks:
                  - name: dead.acme.test
                    clientConfig: {service: {name: nobody, namespace: %1$s}}
                    failurePolicy: Fail
                    sideEffects: None
                    admissionReviewVersions: [v1]
                    namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: %1$s}}
                    rules:
                      - apiGroups: ["%2$s"]
                        apiVersions: ["*"]
                        resources: ["%3$s"]
                        operations: [UPDATE, %4$s]
                """.formatted(cluster.namespace(), group(kind), plural, operation);
        cluster.client()
                .resource(Serialization.unmarshal(yaml, ValidatingWebhookConfiguration.class))
                .create();
        cluster.eventually(() -> assertThat(isAsked(kind)).isTrue());
    }

    void remove() {
        cluster.client()
                .admissionRegistration()
                .v1()
                .validatingWebhookConfigurations()
                .withName(cluster.namespace())
                .delete();
    }

    private boolean isAsked(WatchedKind kind) {
        try {
            cluster.client()
                    .genericKubernetesResources(kind.apiVersion(), kind.kind())
                    .inNamespace(cluster.namespace())
                    .withName(cluster.shelf.all(kind).get(0).getMetadata().getName())
                    .patch(
                            PatchContext.of(PatchType.JSON_MERGE),
                            "{\"metadata\": {\"annotations\": {\"asked\": \"" + System.nanoTime() + "\"}}}");
            return false;
        } catch (KubernetesClientException e) {
            return e.getMessage().contains("failed calling webhook");
        }
    }

    private static String group(WatchedKind kind) {
        return kind.apiVersion().substring(0, kind.apiVersion().indexOf('/'));
    }
}
