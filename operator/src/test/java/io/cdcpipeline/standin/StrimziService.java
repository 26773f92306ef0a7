package io.cdcpipeline.standin;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;
import java.util.ArrayList;
import java.util.List;

/** A Service over a component's pods; a headless one also names pods that are not ready, as brokers must find each other. */
final class StrimziService {
    private final StrimziResource owner;
    private final String component;
    private final boolean headless;
    private final List<ServicePort> ports = new ArrayList<>();

    StrimziService(StrimziResource owner, String component, boolean headless) {
        this.owner = owner;
        this.component = component;
        this.headless = headless;
    }

    StrimziService port(String name, int port) {
        ports.add(new ServicePortBuilder()
                .withName(name)
                .withPort(port)
                .withTargetPort(new IntOrString(port))
                .withProtocol("TCP")
                .build());
        return this;
    }

    Service build(String name) {
        return new ServiceBuilder()
                .withMetadata(owner.child(name, component))
                .withNewSpec()
                .withClusterIP(headless ? "None" : null)
                .withPublishNotReadyAddresses(headless ? true : null)
                .withSelector(owner.labels(component))
                .withPorts(ports)
                .endSpec()
                .build();
    }
}
