package io.cdcpipeline.report;

import io.cdcpipeline.plan.Labels;
import io.cdcpipeline.plan.Names;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Reads from an API server, and does nothing else there. What is read stays a tree: a report shows what the server has. */
public record KubeApi(KubernetesClient client) {

    private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

    String text(String path) throws IOException {
        String text = client.raw(path);
        if (text == null) {
            throw new IOException("nothing is at " + path);
        }
        return text;
    }

    @SuppressWarnings("unchecked")
    Map<String, Object> object(String path) throws IOException {
        return Serialization.unmarshal(text(path), Map.class);
    }

    /** Of a list; without what only the server needs. */
    @SuppressWarnings("unchecked")
    List<Map<String, Object>> items(String path) throws IOException {
        Object items = object(path).get("items");
        return items == null
                ? List.of()
                : ((List<Map<String, Object>>) items)
                        .stream().map(KubeApi::clean).toList();
    }

    /** Where a namespace's resources of a kind are. */
    static String path(String apiVersion, String namespace, String plural) {
        String group = apiVersion.contains("/") ? "/apis/" : "/api/";
        return group + apiVersion + "/namespaces/" + namespace + "/" + plural;
    }

    /** To be added to a path: only what bears the pipeline's label. */
    static String of(Names names) {
        return "?labelSelector=" + Labels.PIPELINE + "%3D" + names.label();
    }

    /** Who applied which field is of no help; and a copy of the manifest may be one that has secrets in it. */
    static Map<String, Object> clean(Map<String, Object> object) {
        if (object.get("metadata") instanceof Map<?, ?> metadata) {
            metadata.remove("managedFields");
            if (metadata.get("annotations") instanceof Map<?, ?> annotations) {
                annotations.remove(LAST_APPLIED);
            }
        }
        return object;
    }

    /** Null where there is none. */
    static Object at(Map<?, ?> object, String... path) {
        Object value = object;
        for (String field : path) {
            value = value instanceof Map<?, ?> map ? map.get(field) : null;
        }
        return value;
    }

    /** The server's own words, where it said any. */
    static String cause(Exception e) {
        return e instanceof KubernetesClientException refused && refused.getStatus() != null
                ? refused.getStatus().getMessage()
                : String.valueOf(e.getMessage());
    }
}
