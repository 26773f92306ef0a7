package io.cdcpipeline.api;

/** How Kubernetes writes the names that a spec refers to. */
final class KubernetesNames {

    /** Secrets, ConfigMaps, claims, storage classes, Strimzi clusters: RFC 1123 subdomains. */
    static final String SUBDOMAIN = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$";

    /** What is the name of a Service, too, with a few letters behind it. */
    static final String LABEL = "^[a-z]([-a-z0-9]*[a-z0-9])?$";

    /** A key of a Secret or ConfigMap. */
    static final String KEY = "^[-._a-zA-Z0-9]+$";

    /** An image's reference, which the container runtime checks in full. */
    static final String IMAGE = "^[a-zA-Z0-9][-a-zA-Z0-9._/:@]*$";

    private KubernetesNames() {}
}
