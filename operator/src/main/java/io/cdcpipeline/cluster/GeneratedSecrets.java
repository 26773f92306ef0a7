package io.cdcpipeline.cluster;

import io.cdcpipeline.api.CdcPipeline;
import io.cdcpipeline.observe.ObservedResource;
import io.cdcpipeline.observe.StageCondition;
import io.cdcpipeline.plan.GeneratedSecret;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Secrets whose values are drawn once. They are created, never applied: of two operators that race, or one that starts
 * anew, only the first creation succeeds, and no later pass touches a value. One that was deleted by hand comes back with
 * the values that it had, as long as this process has seen them.
 */
public final class GeneratedSecrets {

    /** 192 bits, in letters and digits that need no quoting anywhere. */
    private static final int LENGTH = 32;

    private static final String ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";

    private final KubernetesClient client;
    private final ResourceWatches watches;
    private final Applier applier;
    private final SecureRandom random = new SecureRandom();
    private final Map<ResourceID, Map<String, String>> known = new ConcurrentHashMap<>();

    GeneratedSecrets(KubernetesClient client, ResourceWatches watches, Applier applier) {
        this.client = client;
        this.watches = watches;
        this.applier = applier;
    }

    /** Creates the Secret where it is missing; then keeps labels and owner as the plan wants them, values aside. */
    public Applied ensure(CdcPipeline pipeline, GeneratedSecret planned) {
        Secret template = withoutPlainText(planned.template());
        ResourceID id = ResourceID.fromResource(template);
        Optional<ObservedResource> seen =
                watches.find(WatchedKind.SECRET, id.getNamespace().orElseThrow(), id.getName());
        seen.ifPresent(live -> remember(id, live, planned));
        Optional<Applied> refused =
                seen.map(live -> complete(id, live, planned)).orElseGet(() -> create(id, template, planned));
        return refused.orElseGet(() -> applier.apply(pipeline, template));
    }

    private Optional<Applied> create(ResourceID id, Secret template, GeneratedSecret planned) {
        Map<String, String> values = known.computeIfAbsent(id, i -> draw(planned));
        Secret full = new SecretBuilder(template).addToData(values).build();
        try {
            client.resource(full).create();
            return Optional.empty();
        } catch (KubernetesClientException e) {
            if (e.getCode() == 409) {
                // Somebody was first: what is there counts, and the cache will show it.
                known.remove(id);
                return Optional.empty();
            }
            known.remove(id);
            return Optional.of(new Applied.Failed(Refused.condition(full, e)));
        }
    }

    /** A value that somebody removed is put back when it is known; a new one would not be the database's. */
    private Optional<Applied> complete(ResourceID id, ObservedResource seen, GeneratedSecret planned) {
        List<String> missing = planned.keys().stream()
                .filter(key -> seen.text("data", key).isEmpty())
                .toList();
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        if (!known.containsKey(id)) {
            return Optional.of(new Applied.Failed(new StageCondition.Failed(
                    "SecretIncomplete",
                    "Secret " + id.getName() + " lacks " + String.join(", ", missing)
                            + ", which is drawn once only: put the value back from a copy")));
        }
        return putBack(id, planned);
    }

    private Optional<Applied> putBack(ResourceID id, GeneratedSecret planned) {
        try {
            client.secrets()
                    .inNamespace(id.getNamespace().orElseThrow())
                    .withName(id.getName())
                    .edit(secret ->
                            new SecretBuilder(secret).addToData(known.get(id)).build());
            return Optional.empty();
        } catch (KubernetesClientException e) {
            return Optional.of(new Applied.Failed(Refused.condition(planned.template(), e)));
        }
    }

    private void remember(ResourceID id, ObservedResource seen, GeneratedSecret planned) {
        var values = new HashMap<String, String>();
        for (String key : planned.keys()) {
            values.put(key, seen.text("data", key));
        }
        if (values.values().stream().noneMatch(String::isEmpty)) {
            known.put(id, values);
        }
    }

    public void forget(GeneratedSecret planned) {
        known.remove(ResourceID.fromResource(planned.template()));
    }

    private Map<String, String> draw(GeneratedSecret planned) {
        var values = new HashMap<String, String>();
        for (String key : planned.keys()) {
            var value = new StringBuilder();
            random.ints(LENGTH, 0, ALPHABET.length()).forEach(i -> value.append(ALPHABET.charAt(i)));
            values.put(key, base64(value.toString()));
        }
        return values;
    }

    /** {@code stringData} is write-only: applied again, it would be a change each time. */
    private static Secret withoutPlainText(Secret template) {
        var data = new TreeMap<String, String>(
                Optional.ofNullable(template.getData()).orElse(Map.of()));
        Optional.ofNullable(template.getStringData())
                .orElse(Map.of())
                .forEach((key, value) -> data.put(key, base64(value)));
        return new SecretBuilder(template).withStringData(null).withData(data).build();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
