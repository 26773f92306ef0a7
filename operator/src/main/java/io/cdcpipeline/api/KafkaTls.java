package io.cdcpipeline.api;

/** TLS towards an external Kafka; without {@code caSecret} (key {@code ca.crt}) the public certificate authorities count. */
public record KafkaTls(String caSecret) {}
