package io.cdcpipeline.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cdcpipeline.contract.Sha256;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Map;

/** What a resource wants, as a hash: without status, and without what the API server keeps about it. */
final class Fingerprint {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();
    private static final List<String> KEPT_BY_THE_SERVER = List.of("resourceVersion", "managedFields", "generation");

    private Fingerprint() {}

    @SuppressWarnings("unchecked")
    static String of(GenericKubernetesResource resource) {
        Map<String, Object> content = JSON.convertValue(resource, Map.class);
        content.remove("status");
        ((Map<String, Object>) content.get("metadata")).keySet().removeAll(KEPT_BY_THE_SERVER);
        try {
            return Sha256.hex(JSON.writeValueAsString(content));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
