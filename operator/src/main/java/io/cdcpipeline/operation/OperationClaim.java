package io.cdcpipeline.operation;

import io.cdcpipeline.api.CdcOperation;
import io.cdcpipeline.api.CdcOperationStatus;
import io.cdcpipeline.api.CdcPipeline;
import io.cdcpipeline.cluster.Ownership;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What binds an operation: to its pipeline, with which it goes, and, while the job may be at work on it, to this operator,
 * which has to cancel it first.
 */
record OperationClaim(KubernetesClient client) {

    static final String FINALIZER = CdcPipeline.GROUP + "/operation";

    private static final int GONE = 404;
    private static final int CHANGED = 409;

    /** Before the job is asked: from now on the operation is not gone before it was cancelled. @return whether it is so */
    boolean take(CdcOperation operation, CdcPipeline pipeline, boolean finalizer) {
        boolean owned = Ownership.of(pipeline).owns(operation);
        if (owned && (!finalizer || operation.hasFinalizer(FINALIZER))) {
            return true;
        }
        var owners = new ArrayList<>(operation.getMetadata().getOwnerReferences());
        if (!owned) {
            // No controller: somebody else may own an operation too, such as whoever schedules it.
            owners.add(new OwnerReferenceBuilder(Ownership.of(pipeline).reference())
                    .withController(null)
                    .build());
        }
        var finalizers = new ArrayList<>(operation.getMetadata().getFinalizers());
        if (finalizer && !operation.hasFinalizer(FINALIZER)) {
            finalizers.add(FINALIZER);
        }
        return patch(operation, Map.of("ownerReferences", owners, "finalizers", finalizers));
    }

    /** @return whether it is so */
    boolean release(CdcOperation operation) {
        if (!operation.hasFinalizer(FINALIZER)) {
            return true;
        }
        List<String> others = operation.getMetadata().getFinalizers().stream()
                .filter(f -> !f.equals(FINALIZER))
                .toList();
        return patch(operation, Map.of("finalizers", others));
    }

    void delete(CdcOperation operation) {
        client.resource(operation).delete();
    }

    /** Nothing but the status, as it is sent. */
    static CdcOperation bare(CdcOperation operation, CdcOperationStatus status) {
        var bare = new CdcOperation();
        bare.setMetadata(new ObjectMetaBuilder()
                .withNamespace(operation.getMetadata().getNamespace())
                .withName(operation.getMetadata().getName())
                .build());
        bare.setStatus(status);
        return bare;
    }

    /** Of the version that was seen: of another one nobody knows which lists it has. It is tried again then. */
    private boolean patch(CdcOperation operation, Map<String, Object> metadata) {
        var all = new TreeMap<>(metadata);
        all.put("resourceVersion", operation.getMetadata().getResourceVersion());
        try {
            client.resource(operation)
                    .patch(PatchContext.of(PatchType.JSON_MERGE), Serialization.asJson(Map.of("metadata", all)));
            return true;
        } catch (KubernetesClientException e) {
            if (e.getCode() == GONE || e.getCode() == CHANGED) {
                return false;
            }
            throw e;
        }
    }
}
