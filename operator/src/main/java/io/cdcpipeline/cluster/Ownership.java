package io.cdcpipeline.cluster;

import io.cdcpipeline.api.CdcPipeline;
import io.cdcpipeline.api.DeletionPolicy;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import java.util.List;

/**
 * What goes when its pipeline goes: all that has an owner reference to it. What holds data has one only while the
 * deletion policy is Delete.
 */
public record Ownership(CdcPipeline pipeline, OwnerReference reference) {

    public static Ownership of(CdcPipeline pipeline) {
        return new Ownership(
                pipeline,
                new OwnerReferenceBuilder()
                        .withApiVersion(pipeline.getApiVersion())
                        .withKind(pipeline.getKind())
                        .withName(pipeline.getMetadata().getName())
                        .withUid(pipeline.getMetadata().getUid())
                        .withController(true)
                        .withBlockOwnerDeletion(false)
                        .build());
    }

    void stamp(HasMetadata resource) {
        boolean keep = pipeline.getSpec().deletionPolicy() == DeletionPolicy.RETAIN
                && WatchedKind.of(resource).holdsData();
        resource.getMetadata().setOwnerReferences(keep ? List.of() : List.of(reference));
    }

    public boolean owns(HasMetadata resource) {
        return resource.getMetadata().getOwnerReferences().stream()
                .anyMatch(owner -> reference.getUid().equals(owner.getUid()));
    }
}
