package io.cdcpipeline.api;

import io.fabric8.kubernetes.api.model.ResourceRequirements;

public record Connect(Integer replicas, String image, ResourceRequirements resources, Connector connector) {

    public Connect {
        replicas = replicas == null ? 1 : replicas;
        connector = connector == null ? new Connector(null) : connector;
    }
}
