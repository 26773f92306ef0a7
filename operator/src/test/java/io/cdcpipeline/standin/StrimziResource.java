package io.cdcpipeline.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import java.util.LinkedHashMap;
import java.util.Map;

/** One resource as the API server holds it: {@code tree} is the whole of it, read by JSON pointers. */
record StrimziResource(Kind kind, GenericKubernetesResource raw, JsonNode tree) {

    static final ObjectMapper JSON = new ObjectMapper();
    private static final String CLUSTER_LABEL = "strimzi.io/cluster";

    static StrimziResource of(Kind kind, GenericKubernetesResource raw) {
        return new StrimziResource(kind, raw, JSON.valueToTree(raw));
    }

    String namespace() {
        return raw.getMetadata().getNamespace();
    }

    String name() {
        return raw.getMetadata().getName();
    }

    String uid() {
        return raw.getMetadata().getUid();
    }

    long generation() {
        return raw.getMetadata().getGeneration();
    }

    /** The cluster that a pool or connector belongs to, or null where the label is missing. */
    String cluster() {
        Map<String, String> labels = raw.getMetadata().getLabels();
        return labels == null ? null : labels.get(CLUSTER_LABEL);
    }

    boolean annotated(String annotation) {
        Map<String, String> annotations = raw.getMetadata().getAnnotations();
        return annotations != null && "true".equals(annotations.get(annotation));
    }

    JsonNode at(String pointer) {
        return tree.at(pointer);
    }

    String text(String pointer, String otherwise) {
        return tree.at(pointer).asText(otherwise);
    }

    /** True when the last status speaks of this very spec and says Ready. */
    boolean readyNow() {
        return tree.at("/status/observedGeneration").asLong(-1) == generation() && hasCondition("Ready");
    }

    boolean hasCondition(String type) {
        for (JsonNode condition : tree.at("/status/conditions")) {
            if (type.equals(condition.path("type").asText())
                    && "True".equals(condition.path("status").asText())) {
                return true;
            }
        }
        return false;
    }

    /** Names and labels as Strimzi's {@code Labels} has them, owned by this resource so that its deletion takes all along. */
    ObjectMeta child(String name, String component) {
        return new ObjectMetaBuilder()
                .withNamespace(namespace())
                .withName(name)
                .withLabels(childLabels(component))
                .withOwnerReferences(owner())
                .build();
    }

    /** {@code Labels.generateDefaultLabels}: a resource actions its own labels on to all that is made from it. */
    Map<String, String> childLabels(String component) {
        Map<String, String> labels = new LinkedHashMap<>();
        if (raw.getMetadata().getLabels() != null) {
            labels.putAll(raw.getMetadata().getLabels());
        }
        labels.keySet()
                .removeIf(key -> key.startsWith("app.kubernetes.io/") || key.startsWith("kubectl.kubernetes.io/"));
        labels.putAll(labels(component));
        labels.put("app.kubernetes.io/instance", name());
        labels.put("app.kubernetes.io/managed-by", "strimzi-cluster-operator");
        return labels;
    }

    /** Those that select the pods of a component. */
    Map<String, String> labels(String component) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put(CLUSTER_LABEL, name());
        labels.put("strimzi.io/kind", kind.toString());
        labels.put("strimzi.io/name", component);
        return labels;
    }

    private OwnerReference owner() {
        return new OwnerReferenceBuilder()
                .withApiVersion(raw.getApiVersion())
                .withKind(raw.getKind())
                .withName(name())
                .withUid(uid())
                .withController(false)
                .withBlockOwnerDeletion(false)
                .build();
    }
}
