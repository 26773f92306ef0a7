package io.cdcpipeline.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Kubernetes' own types of a Service, as far as they fit. */
public enum LabServiceType {
    @JsonProperty("ClusterIP")
    CLUSTER_IP("ClusterIP"),
    @JsonProperty("NodePort")
    NODE_PORT("NodePort"),
    @JsonProperty("LoadBalancer")
    LOAD_BALANCER("LoadBalancer");

    private final String text;

    LabServiceType(String text) {
        this.text = text;
    }

    /** As a Service writes it. */
    public String text() {
        return text;
    }
}
