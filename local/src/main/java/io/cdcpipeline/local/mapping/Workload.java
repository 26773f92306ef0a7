package io.cdcpipeline.local.mapping;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.util.List;

/** What a container would find mounted, out of whichever resource describes its pod. */
record Workload(String name, List<Volume> volumes, List<VolumeMount> mounts) {

    private static final JsonMapper JSON = new JsonMapper();

    /** From lists of typed resources or plain maps, which Strimzi's and Spark's operators write alike. */
    static Workload of(String name, List<?> volumes, List<?> mounts) {
        return new Workload(
                name,
                volumes == null ? List.of() : List.of(JSON.convertValue(volumes, Volume[].class)),
                mounts == null ? List.of() : List.of(JSON.convertValue(mounts, VolumeMount[].class)));
    }

    Volume volume(VolumeMount mount) {
        return volumes.stream()
                .filter(v -> v.getName().equals(mount.getName()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(name + " mounts " + mount.getName() + ", which it lacks"));
    }
}
