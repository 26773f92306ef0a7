package io.cdcpipeline.standin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A properties file for Kafka or Connect: what the operator sets, with what the resource's {@code config} adds. */
record Properties(TreeMap<String, String> values) {

    static Properties with(Map<String, String> owned) {
        return new Properties(new TreeMap<>(owned));
    }

    /**
     * Adds the user's settings. Strimzi drops a forbidden one with nothing but a warning in its log; here it is an error,
     * because a setting of ours that Strimzi would drop is a mistake of ours.
     */
    Properties add(JsonNode config, List<String> forbiddenPrefixes, List<String> exceptions) {
        config.properties().forEach(entry -> {
            String key = entry.getKey();
            if (forbiddenPrefixes.stream().anyMatch(key::startsWith)
                    && exceptions.stream().noneMatch(key::startsWith)) {
                throw new InvalidResourceException("config." + key + " is owned by Strimzi, which drops it");
            }
            if (entry.getValue().isContainerNode()) {
                throw new InvalidResourceException("config." + key + " is not a single value");
            }
            values.put(key, entry.getValue().asText());
        });
        return this;
    }

    Properties put(String key, String value) {
        values.put(key, value);
        return this;
    }

    String text() {
        return values.entrySet().stream()
                .map(e -> e.getKey() + "=" + e.getValue() + "\n")
                .collect(Collectors.joining());
    }
}
