package io.cdcpipeline.api;

/** At most one is set; none means {@code managed: {}}. */
public record Broker(ManagedKafka managed, StrimziKafka strimzi, ExternalKafka external) {

    public Broker {
        managed = managed == null && strimzi == null && external == null ? new ManagedKafka(null, null, null) : managed;
    }
}
