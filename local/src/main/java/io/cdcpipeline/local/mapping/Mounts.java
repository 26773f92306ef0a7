package io.cdcpipeline.local.mapping;

import io.cdcpipeline.local.LocalException;
import io.cdcpipeline.local.home.PipelineHome;
import io.cdcpipeline.local.home.SecretStore;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Lays Secrets and ConfigMaps out as files, as the kubelet would for a container.
 *
 * @param configMaps by name
 */
record Mounts(PipelineHome home, SecretStore secrets, Map<String, ConfigMap> configMaps) {

    /**
     * The folders on this machine by the path that the container sees them at. A volume without content of its own
     * (scratch space) is left out: this machine's {@code /tmp} will do.
     */
    Map<String, String> layOut(Workload workload) {
        Map<String, String> folders = new TreeMap<>();
        for (VolumeMount mount : workload.mounts()) {
            Volume volume = workload.volume(mount);
            if (volume.getSecret() != null) {
                Map<String, byte[]> values = secret(volume.getSecret().getSecretName());
                folders.put(
                        mount.getMountPath(),
                        write(workload, volume, values, volume.getSecret().getItems()));
            } else if (volume.getConfigMap() != null) {
                Map<String, byte[]> values = configMap(volume.getConfigMap().getName());
                folders.put(
                        mount.getMountPath(),
                        write(workload, volume, values, volume.getConfigMap().getItems()));
            } else if (volume.getPersistentVolumeClaim() != null) {
                folders.put(mount.getMountPath(), home.lake().toString());
            }
        }
        return folders;
    }

    private String write(Workload workload, Volume volume, Map<String, byte[]> values, List<KeyToPath> items) {
        SecretStore folder = new SecretStore(home.mounts().resolve(workload.name()));
        if (items == null || items.isEmpty()) {
            values.forEach((key, value) -> folder.put(volume.getName(), key, value));
        } else {
            items.forEach(item -> folder.put(volume.getName(), item.getPath(), value(volume, values, item.getKey())));
        }
        return folder.folder().resolve(volume.getName()).toString();
    }

    private static byte[] value(Volume volume, Map<String, byte[]> values, String key) {
        byte[] value = values.get(key);
        if (value == null) {
            String name = volume.getSecret() == null
                    ? "ConfigMap " + volume.getConfigMap().getName()
                    : "Secret " + volume.getSecret().getSecretName();
            throw new LocalException(name + " has no key " + key + "; it has " + values.keySet() + ".");
        }
        return value;
    }

    private Map<String, byte[]> secret(String name) {
        if (!secrets.has(name)) {
            throw new LocalException(
                    "The manifest names Secret " + name + ", which its file does not hold: add it there.");
        }
        return secrets.read(name);
    }

    private Map<String, byte[]> configMap(String name) {
        ConfigMap map = configMaps.get(name);
        if (map == null) {
            throw new LocalException(
                    "The manifest names ConfigMap " + name + ", which its file does not hold: add it there.");
        }
        Map<String, byte[]> values = new TreeMap<>();
        if (map.getData() != null) {
            map.getData().forEach((key, value) -> values.put(key, value.getBytes(StandardCharsets.UTF_8)));
        }
        return values;
    }
}
