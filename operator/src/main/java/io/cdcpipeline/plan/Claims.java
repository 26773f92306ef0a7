package io.cdcpipeline.plan;

import io.cdcpipeline.api.Storage;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Map;

/** Claims for volumes that one node at a time may write to. */
public final class Claims {

    private Claims() {}

    public static PersistentVolumeClaim template(String name, Map<String, String> labels, Storage storage) {
        return of(new ObjectMetaBuilder().withName(name).withLabels(labels).build(), storage);
    }

    public static PersistentVolumeClaim of(ObjectMeta metadata, Storage storage) {
        return new PersistentVolumeClaimBuilder()
                .withMetadata(metadata)
                .withNewSpec()
                .withAccessModes("ReadWriteOnce")
                .withStorageClassName(storage.className())
                .withNewResources()
                .withRequests(Map.of("storage", new Quantity(storage.size())))
                .endResources()
                .endSpec()
                .build();
    }
}
