package io.cdcpipeline.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/** The schemas of what a manifest can hold, by kind. */
public final class Schemas {

    private static final Map<String, JsonNode> BY_KIND = load();

    private Schemas() {}

    /** Of {@code CdcPipeline}, {@code ConfigMap} or {@code Secret}. */
    public static JsonNode of(String kind) {
        JsonNode schema = BY_KIND.get(kind);
        if (schema == null) {
            throw new IllegalArgumentException("No schema of " + kind);
        }
        return schema;
    }

    private static Map<String, JsonNode> load() {
        JsonNode ours = yaml("schemas.yml");
        JsonNode definition = yaml("/META-INF/crds/cdcpipelines.cdcpipeline.io-v1.yml");
        JsonNode pipeline = definition.at("/spec/versions/0/schema/openAPIV3Schema");
        // A definition says nothing of these: they are the same in every resource.
        ((ObjectNode) pipeline.path("properties"))
                .setAll(Map.of(
                        "apiVersion", ours.at("/ConfigMap/properties/apiVersion"),
                        "kind", ours.at("/ConfigMap/properties/kind")));
        Map<String, JsonNode> schemas =
                Map.of("CdcPipeline", pipeline, "ConfigMap", ours.path("ConfigMap"), "Secret", ours.path("Secret"));
        schemas.values().forEach(schema -> {
            ((ObjectNode) schema.path("properties")).set("metadata", ours.path("metadata"));
            ((ObjectNode) schema).withArray("required").add("metadata");
        });
        return schemas;
    }

    private static JsonNode yaml(String resource) {
        try (InputStream in = Schemas.class.getResourceAsStream(resource)) {
            return new KubernetesSerialization().unmarshal(in, JsonNode.class);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + resource + " of the class path", e);
        }
    }
}
