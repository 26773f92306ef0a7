package io.cdcpipeline.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;

/** The Service in front of JupyterLab. */
@Wire
public record LabService(
        @JsonPropertyDescription(
                "Who can reach the lab's port. ClusterIP: pods, and whoever has kubectl port-forward. NodePort and"
                        + " LoadBalancer open it to the network, without encryption: put TLS in front. The default is ClusterIP.")
        @Default("ClusterIP")
        LabServiceType type) {

    public LabService {
        type = type == null ? LabServiceType.CLUSTER_IP : type;
    }
}
