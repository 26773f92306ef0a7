package io.cdcpipeline.observe;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;

/** Resources as other operators leave them, written as kubectl prints them. */
final class Shapes {

    private Shapes() {}

    static ObservedResource yaml(String text) {
        // Without the marker, a text that starts with a brace is taken for JSON.
        return new ObservedResource(Serialization.unmarshal("---\n" + text, GenericKubernetesResource.class));
    }

    /** A Strimzi resource whose status is the given YAML. */
    static ObservedResource strimzi(String kind, String status) {
        return yaml("""
                apiVersion: kafka.strimzi.io/v1
                kind: %s
                metadata: {name: shop-x, generation: 2}
                status: %s
                """.formatted(kind, status));
    }
}
