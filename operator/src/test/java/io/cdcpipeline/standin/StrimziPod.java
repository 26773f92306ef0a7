package io.cdcpipeline.standin;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The pod that Strimzi makes for a broker or a Connect worker: {@code WorkloadUtils.createStatefulPod} with
 * {@code TemplateUtils}' additions.
 *
 * @param name of the container
 * @param spec the part of the resource that has {@code resources} and {@code jvmOptions}
 * @param podTemplate the resource's {@code template.pod}, or missing
 * @param containerTemplate the resource's {@code template.connectContainer} or {@code kafkaContainer}, or missing
 */
record StrimziPod(String name, String image, JsonNode spec, JsonNode podTemplate, JsonNode containerTemplate) {

    /** Strimzi's {@code TemplateUtils.ALLOWED_MOUNT_PATH}. */
    private static final String ALLOWED_MOUNT_PATH = "/mnt";

    PodTemplateSpec build(Container base, String configMap, StrimziResource owner, String component) {
        return new PodTemplateSpecBuilder()
                .withNewMetadata()
                .withLabels(labels(owner, component))
                .endMetadata()
                .withNewSpec()
                .withAutomountServiceAccountToken(false)
                .withTerminationGracePeriodSeconds(
                        podTemplate.path("terminationGracePeriodSeconds").asLong(30))
                .withSecurityContext(as(podTemplate.path("securityContext"), PodSecurityContext.class))
                .withVolumes(volumes(configMap))
                .withContainers(container(base))
                .endSpec()
                .build();
    }

    private Container container(Container base) {
        return new ContainerBuilder(base)
                .withName(name)
                .withImage(image)
                .withResources(as(spec.path("resources"), ResourceRequirements.class))
                .withSecurityContext(securityContext())
                .addAllToEnv(all(containerTemplate.path("env"), EnvVar.class))
                .addNewVolumeMount()
                .withName("strimzi-tmp")
                .withMountPath("/tmp")
                .endVolumeMount()
                .addNewVolumeMount()
                .withName("config")
                .withMountPath("/opt/kafka/custom-config")
                .endVolumeMount()
                .addAllToVolumeMounts(mounts())
                .build();
    }

    /** {@code RestrictedPodSecurityProvider}, which a user chooses for namespaces that enforce "restricted". */
    private SecurityContext securityContext() {
        if (containerTemplate.has("securityContext")) {
            return as(containerTemplate.path("securityContext"), SecurityContext.class);
        }
        return new SecurityContextBuilder()
                .withAllowPrivilegeEscalation(false)
                .withRunAsNonRoot(true)
                .withNewSeccompProfile()
                .withType("RuntimeDefault")
                .endSeccompProfile()
                .withNewCapabilities()
                .withDrop("ALL")
                .endCapabilities()
                .build();
    }

    /** Those of the resource, those of its template, and those by which Strimzi finds its pods, which win. */
    private Map<String, String> labels(StrimziResource owner, String component) {
        Map<String, String> labels = new TreeMap<>(owner.childLabels(component));
        podTemplate.at("/metadata/labels").properties().forEach(l -> {
            // Util.mergeLabelsOrAnnotations drops these
            if (!l.getKey().startsWith("app.kubernetes.io/")) {
                labels.put(l.getKey(), l.getValue().asText());
            }
        });
        labels.putAll(owner.labels(component));
        return labels;
    }

    /** {@code VolumeUtils}: /tmp is five megabytes of memory unless the template says otherwise. */
    private List<Volume> volumes(String configMap) {
        List<Volume> volumes = new ArrayList<>(all(podTemplate.path("volumes"), Volume.class));
        volumes.add(new VolumeBuilder()
                .withName("strimzi-tmp")
                .withNewEmptyDir()
                .withMedium("Memory")
                .withSizeLimit(new Quantity(podTemplate.path("tmpDirSizeLimit").asText("5Mi")))
                .endEmptyDir()
                .build());
        volumes.add(new VolumeBuilder()
                .withName("config")
                .withNewConfigMap()
                .withName(configMap)
                .endConfigMap()
                .build());
        return volumes;
    }

    private List<VolumeMount> mounts() {
        List<VolumeMount> mounts = all(containerTemplate.path("volumeMounts"), VolumeMount.class);
        if (mounts.stream().anyMatch(m -> !m.getMountPath().startsWith(ALLOWED_MOUNT_PATH))) {
            throw new InvalidResourceException(
                    "Forbidden path found in additional volumes. Should start with " + ALLOWED_MOUNT_PATH);
        }
        return mounts;
    }

    static VolumeMount mount(String volume, String path) {
        return new VolumeMountBuilder().withName(volume).withMountPath(path).build();
    }

    /**
     * {@code JvmOptionUtils.heapOptions}: what the resource says, or else a share of the container's memory, of which the
     * heap takes all at once (Strimzi's {@code dynamic_resources.sh} sets Xms and Xmx alike).
     */
    EnvVar heap(int percentOfMemory) {
        JsonNode options = spec.path("jvmOptions");
        List<String> flags = new ArrayList<>();
        if (options.has("-Xms")) {
            flags.add("-Xms" + options.get("-Xms").asText());
        }
        if (options.has("-Xmx")) {
            flags.add("-Xmx" + options.get("-Xmx").asText());
        } else if (!spec.path("resources").has("limits")) {
            flags.add("-Xms128M");
        } else {
            flags.add("-XX:InitialRAMPercentage=" + percentOfMemory);
            flags.add("-XX:MaxRAMPercentage=" + percentOfMemory);
        }
        options.path("-XX")
                .properties()
                .forEach(e -> flags.add(xx(e.getKey(), e.getValue().asText())));
        return new EnvVar("KAFKA_HEAP_OPTS", String.join(" ", flags), null);
    }

    private static String xx(String name, String value) {
        return switch (value) {
            case "true" -> "-XX:+" + name;
            case "false" -> "-XX:-" + name;
            default -> "-XX:" + name + "=" + value;
        };
    }

    /** {@code ProbeUtils}: the resource's own probe settings replace Strimzi's defaults as a whole. */
    static Probe probe(JsonNode settings, int defaultDelay) {
        Probe probe = settings.isMissingNode() ? new Probe() : as(settings, Probe.class);
        if (settings.isMissingNode()) {
            probe.setInitialDelaySeconds(defaultDelay);
            probe.setTimeoutSeconds(5);
        }
        return probe;
    }

    static <T> T as(JsonNode node, Class<T> type) {
        return node.isMissingNode() ? null : StrimziResource.JSON.convertValue(node, type);
    }

    private static <T> List<T> all(JsonNode array, Class<T> type) {
        List<T> values = new ArrayList<>();
        array.forEach(node -> values.add(StrimziResource.JSON.convertValue(node, type)));
        return values;
    }
}
