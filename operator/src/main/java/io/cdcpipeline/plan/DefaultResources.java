package io.cdcpipeline.plan;

import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.strimzi.api.kafka.model.common.JvmOptions;
import io.strimzi.api.kafka.model.common.JvmOptionsBuilder;
import java.util.Map;

/**
 * What a container gets whose {@code resources} the user left out: requests that let it run on a laptop's cluster and
 * keep it from being the first to be evicted, and no limits, for a limit that is too low ends the process.
 *
 * @param heap the most that a JVM takes; without a memory limit it would take a quarter of the node
 */
public record DefaultResources(String cpu, String memory, String heap) {

    public static final DefaultResources DATABASE = new DefaultResources("100m", "256Mi", null);
    public static final DefaultResources MARIADB = new DefaultResources("100m", "512Mi", null);
    public static final DefaultResources KAFKA = new DefaultResources("100m", "1Gi", "768m");
    public static final DefaultResources CONNECT = new DefaultResources("100m", "1280Mi", "1g");

    public static final DefaultResources LAB = new DefaultResources("100m", "1536Mi", "1g");

    private static final String FIRST_HEAP = "256m";

    public ResourceRequirements or(ResourceRequirements chosen) {
        return chosen != null
                ? chosen
                : new ResourceRequirementsBuilder()
                        .withRequests(Map.of("cpu", new Quantity(cpu), "memory", new Quantity(memory)))
                        .build();
    }

    /** Null where the user chose: Strimzi derives the heap from a memory limit. */
    public JvmOptions jvm(ResourceRequirements chosen) {
        return chosen != null
                ? null
                : new JvmOptionsBuilder().withXms(FIRST_HEAP).withXmx(heap).build();
    }
}
