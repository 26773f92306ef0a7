package io.cdcpipeline.manifest;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.cdcpipeline.api.CdcPipeline;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

/** A manifest as a user writes it: the smallest one, changed. */
public record Written(JsonNode manifest) {

    private static final KubernetesSerialization YAML = new KubernetesSerialization();

    public static Written smallest() {
        return new Written(yaml("""
                        apiVersion: cdcpipeline.io/v1alpha1
                        kind: CdcPipeline
                        metadata:
                          name: inventory
                        spec:
                          source:
                            postgresql:
                              database: inventory
                              managed: {}
                          tables: ["inventory.*"]
                          lake:
                            volume: {size: 5Gi}
                        """));
    }

    public static JsonNode yaml(String text) {
        // Without the line, what begins with a bracket would be read as JSON.
        return YAML.unmarshal("---\n" + text, JsonNode.class);
    }

    /** @param pointer such as {@code /spec/lake/path}; objects on the way there are made */
    public Written with(String pointer, JsonNode value) {
        JsonNode copy = manifest.deepCopy();
        JsonPointer to = JsonPointer.compile(pointer);
        ((ObjectNode) copy).withObject(to.head()).set(to.last().getMatchingProperty(), value);
        return new Written(copy);
    }

    /** @param values by their pointers */
    public Written with(JsonNode values) {
        Written changed = this;
        for (var value : values.properties()) {
            changed = changed.with(value.getKey(), value.getValue());
        }
        return changed;
    }

    Written without(JsonNode pointers) {
        JsonNode copy = manifest.deepCopy();
        for (JsonNode pointer : pointers) {
            JsonPointer from = JsonPointer.compile(pointer.asText());
            ((ObjectNode) copy.at(from.head())).remove(from.last().getMatchingProperty());
        }
        return new Written(copy);
    }

    Written in(String namespace) {
        return with("/metadata/namespace", TextNode.valueOf(namespace));
    }

    Written named(String name) {
        return with("/metadata/name", TextNode.valueOf(name));
    }

    /** What a client sends: nothing that a record would add. */
    GenericKubernetesResource resource() {
        return YAML.convertValue(manifest, GenericKubernetesResource.class);
    }

    /** What a program without an API server reads. */
    public CdcPipeline pipeline() {
        return YAML.convertValue(manifest, CdcPipeline.class);
    }

    /** As it travels: numbers have no width there. */
    public static JsonNode tree(Object value) {
        return YAML.unmarshal(YAML.asJson(value), JsonNode.class);
    }
}
