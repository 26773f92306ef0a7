package io.cdcpipeline.reconcile;

import io.cdcpipeline.cluster.WatchedKind;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The objects of one test's namespace, as an administrator sees and changes them. */
public record ClusterObjects(KubernetesClient client, String namespace) {

    /** Empty where the definition is not installed. */
    List<GenericKubernetesResource> all(WatchedKind kind) {
        try {
            return client.genericKubernetesResources(kind.apiVersion(), kind.kind())
                    .inNamespace(namespace)
                    .list()
                    .getItems();
        } catch (KubernetesClientException e) {
            if (e.getCode() == 404) {
                return List.of();
            }
            throw e;
        }
    }

    public Optional<GenericKubernetesResource> find(WatchedKind kind, String name) {
        return Optional.ofNullable(client.genericKubernetesResources(kind.apiVersion(), kind.kind())
                .inNamespace(namespace)
                .withName(name)
                .get());
    }

    public GenericKubernetesResource get(WatchedKind kind, String name) {
        return find(kind, name).orElseThrow(() -> new AssertionError("no " + kind + " " + name));
    }

    void create(String yaml) {
        client.load(new ByteArrayInputStream(("---\n" + yaml).getBytes(StandardCharsets.UTF_8)))
                .inNamespace(namespace)
                .create();
    }

    void delete(WatchedKind kind, String name) {
        client.genericKubernetesResources(kind.apiVersion(), kind.kind())
                .inNamespace(namespace)
                .withName(name)
                .withGracePeriod(0)
                .delete();
    }

    /** As kubectl edit does it. */
    void edit(WatchedKind kind, String name, String mergePatch) {
        client.genericKubernetesResources(kind.apiVersion(), kind.kind())
                .inNamespace(namespace)
                .withName(name)
                .patch(PatchContext.of(PatchType.JSON_MERGE), mergePatch);
    }

    /** Writes the status, unless it says so already. */
    void status(WatchedKind kind, GenericKubernetesResource resource, String yaml) {
        Map<?, ?> status = Serialization.unmarshal("---\n" + yaml, Map.class);
        Map<?, ?> before = resource.get("status");
        if (before == null || !withoutTimes(before).equals(withoutTimes(status))) {
            resource.setAdditionalProperty("status", status);
            try {
                client.genericKubernetesResources(kind.apiVersion(), kind.kind())
                        .inNamespace(namespace)
                        .resource(resource)
                        .updateStatus();
            } catch (KubernetesClientException e) {
                if (e.getCode() != 409 && e.getCode() != 404) {
                    throw e;
                }
            }
        }
    }

    private static String withoutTimes(Map<?, ?> status) {
        return Serialization.asYaml(status).replaceAll("(?m)^.*[tT]ime: .*$", "");
    }
}
