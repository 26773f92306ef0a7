package io.cdcpipeline.api;

public record ExternalKafka(String bootstrapServers, KafkaTls tls, KafkaSasl sasl) {}
