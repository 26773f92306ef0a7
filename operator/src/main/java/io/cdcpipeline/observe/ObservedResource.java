package io.cdcpipeline.observe;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A resource as the API server shows it, read by path. Other operators' types are read this way because they gain fields
 * and values with every release: what is unknown or absent is empty here, never an error.
 */
public record ObservedResource(GenericKubernetesResource resource) {

    public String kind() {
        return resource.getKind();
    }

    public String name() {
        return resource.getMetadata().getName();
    }

    /** {@code Kafka inventory-kafka}, as messages name it. */
    public String named() {
        return kind() + " " + name();
    }

    public boolean leaving() {
        return resource.getMetadata().getDeletionTimestamp() != null;
    }

    public boolean hasStatus() {
        return at("status") != null;
    }

    /** Its controller has seen the spec as it is now; true where the controller does not say. */
    public boolean upToDate() {
        Long generation = resource.getMetadata().getGeneration();
        Long observed = number("status", "observedGeneration");
        return generation == null || observed == null || observed >= generation;
    }

    /** When somebody changed it last, its status aside: RFC 3339; empty when the server does not tell. */
    public String changed() {
        return Objects.requireNonNullElse(resource.getMetadata().getManagedFields(), List.<ManagedFieldsEntry>of())
                .stream()
                .filter(entry -> entry.getSubresource() == null && entry.getTime() != null)
                .map(ManagedFieldsEntry::getTime)
                .max(Comparator.naturalOrder())
                .orElse("");
    }

    public String annotation(String key) {
        return Objects.requireNonNullElse(resource.getMetadata().getAnnotations(), Map.<String, String>of())
                .get(key);
    }

    public String label(String key) {
        return Objects.requireNonNullElse(resource.getMetadata().getLabels(), Map.<String, String>of())
                .get(key);
    }

    /** Empty when absent. */
    public String text(Object... path) {
        Object value = at(path);
        return value == null ? "" : value.toString();
    }

    /** Null when absent or no number. */
    public Long number(Object... path) {
        return at(path) instanceof Number number ? Long.valueOf(number.longValue()) : null;
    }

    public boolean flag(Object... path) {
        return Boolean.TRUE.equals(at(path));
    }

    /** The objects of a list. */
    @SuppressWarnings("unchecked")
    public List<Map<String, Object>> items(Object... path) {
        return at(path) instanceof List<?> list
                ? list.stream()
                        .filter(Map.class::isInstance)
                        .map(item -> (Map<String, Object>) item)
                        .toList()
                : List.of();
    }

    /** A map of texts, such as a Secret's {@code data}. */
    public Map<String, String> texts(Object... path) {
        var texts = new TreeMap<String, String>();
        if (at(path) instanceof Map<?, ?> map) {
            map.forEach((key, value) -> texts.put(String.valueOf(key), String.valueOf(value)));
        }
        return texts;
    }

    private Object at(Object... path) {
        return resource.get(path);
    }
}
