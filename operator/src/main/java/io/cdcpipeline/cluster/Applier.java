package io.cdcpipeline.cluster;

import io.cdcpipeline.api.CdcPipeline;
import io.cdcpipeline.observe.ObservedResource;
import io.cdcpipeline.plan.Labels;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Brings resources to what the plan wants, by server-side apply under a field manager of our own.
 *
 * <p>It remembers, for each resource, what was applied and what the server made of it: while the plan wants the same and
 * the server shows the same, nothing is sent. A change by hand, by another controller or by a deletion shows as a
 * difference and is applied over; applying what is already so changes no resourceVersion. See
 * docs/decisions/0041-what-is-applied.md.
 */
public final class Applier {

    public static final String FIELD_MANAGER = Labels.OPERATOR;

    private final KubernetesClient client;
    private final ResourceWatches watches;
    private final Map<ResourceID, Map<String, Memory>> memories = new ConcurrentHashMap<>();

    /** Fingerprints of what was asked and of what came of it. */
    private record Memory(String asked, String got) {}

    Applier(KubernetesClient client, ResourceWatches watches) {
        this.client = client;
        this.watches = watches;
    }

    public Applied apply(CdcPipeline pipeline, HasMetadata planned) {
        return apply(
                pipeline,
                planned,
                watches.find(
                        WatchedKind.of(planned),
                        planned.getMetadata().getNamespace(),
                        planned.getMetadata().getName()));
    }

    /**
     * @param seen what is there, as the caller saw it when it decided to apply: what was deleted since then is not made
     *     anew, for the caller may have reasons not to
     */
    public Applied apply(CdcPipeline pipeline, HasMetadata planned, Optional<ObservedResource> seen) {
        GenericKubernetesResource wanted = generic(planned);
        Ownership.of(pipeline).stamp(wanted);
        WatchedKind kind = WatchedKind.of(wanted);
        if (!watches.watches(kind)) {
            return new Applied.Failed(Refused.missing(wanted));
        }
        String name = wanted.getMetadata().getName();
        Map<String, Memory> memory = memory(pipeline);
        String key = kind + "/" + name;
        String asked = Fingerprint.of(wanted);
        if (seen.isPresent() && new Memory(asked, Fingerprint.of(seen.get().resource())).equals(memory.get(key))) {
            return new Applied.Done(seen.get());
        }
        try {
            if (seen.isEmpty() && !memory.containsKey(key) && taken(kind, wanted)) {
                return new Applied.Failed(Refused.nameTaken(wanted));
            }
            seen.ifPresent(live -> expect(live, wanted));
            GenericKubernetesResource got = operation(kind, wanted)
                    .fieldManager(FIELD_MANAGER)
                    .forceConflicts()
                    .serverSideApply();
            memory.put(key, new Memory(asked, Fingerprint.of(got)));
            return new Applied.Done(new ObservedResource(got));
        } catch (KubernetesClientException e) {
            return new Applied.Failed(Refused.condition(wanted, e));
        }
    }

    /** Forgets a pipeline that is gone. */
    public void forget(CdcPipeline pipeline) {
        memories.remove(ResourceID.fromResource(pipeline));
    }

    private Map<String, Memory> memory(CdcPipeline pipeline) {
        return memories.computeIfAbsent(ResourceID.fromResource(pipeline), id -> new ConcurrentHashMap<>());
    }

    /** Server-side apply would create what is gone by now; with an uid it is refused (409). */
    private static void expect(ObservedResource live, GenericKubernetesResource wanted) {
        wanted.getMetadata().setUid(live.resource().getMetadata().getUid());
    }

    /** Server-side apply would take over what somebody else made under the same name. */
    private boolean taken(WatchedKind kind, GenericKubernetesResource wanted) {
        GenericKubernetesResource there = operation(kind, wanted).get();
        return there != null
                && !wanted.getMetadata()
                        .getLabels()
                        .get(Labels.PIPELINE)
                        .equals(new ObservedResource(there).label(Labels.PIPELINE));
    }

    private Resource<GenericKubernetesResource> operation(WatchedKind kind, GenericKubernetesResource resource) {
        return client.genericKubernetesResources(kind.apiVersion(), kind.kind())
                .inNamespace(resource.getMetadata().getNamespace())
                .resource(resource);
    }

    private GenericKubernetesResource generic(HasMetadata planned) {
        return client.getKubernetesSerialization().convertValue(planned, GenericKubernetesResource.class);
    }
}
