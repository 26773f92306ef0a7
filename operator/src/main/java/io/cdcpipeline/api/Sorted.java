package io.cdcpipeline.api;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** Maps of settings, by name: the same spec always reads, prints and hashes the same. */
final class Sorted {

    private Sorted() {}

    static Map<String, String> copyOf(Map<String, String> settings) {
        return settings == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(settings));
    }
}
