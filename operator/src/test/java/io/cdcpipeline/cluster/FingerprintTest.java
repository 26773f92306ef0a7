package io.cdcpipeline.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;

class FingerprintTest {

    private static final String KAFKA = """
            apiVersion: kafka.strimzi.io/v1
            kind: Kafka
            metadata: {name: k, namespace: n, labels: {a: b, c: d}, uid: u}
            spec: {kafka: {version: 4.3.1, listeners: [1, 2]}}
            """;

    @Test
    void whatTheServerKeepsDoesNotCount() {
        assertThat(of(KAFKA + "status: {conditions: []}")).isEqualTo(of(KAFKA));
        assertThat(of(KAFKA.replace("uid: u", "uid: u, resourceVersion: '7', generation: 3")))
                .isEqualTo(of(KAFKA));
    }

    @Test
    void orderOfKeysDoesNotCount() {
        assertThat(of(KAFKA.replace("a: b, c: d", "c: d, a: b"))).isEqualTo(of(KAFKA));
    }

    @Test
    void everythingElseDoes() {
        assertThat(of(KAFKA.replace("4.3.1", "4.3.2"))).isNotEqualTo(of(KAFKA));
        assertThat(of(KAFKA.replace("[1, 2]", "[2, 1]"))).isNotEqualTo(of(KAFKA));
        assertThat(of(KAFKA.replace("c: d", "c: e"))).isNotEqualTo(of(KAFKA));
        assertThat(of(KAFKA.replace("uid: u", "uid: v"))).isNotEqualTo(of(KAFKA));
        assertThat(of(KAFKA.replace("uid: u", "uid: u, deletionTimestamp: '2026-11-22T12:00:00Z'")))
                .isNotEqualTo(of(KAFKA));
    }

    private static String of(String yaml) {
        return Fingerprint.of(Serialization.unmarshal(yaml, GenericKubernetesResource.class));
    }
}
