package io.cdcpipeline.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The mechanisms that Strimzi and Kafka's own client share. */
public enum SaslMechanism {
    @JsonProperty("Plain")
    PLAIN,
    @JsonProperty("ScramSha256")
    SCRAM_SHA_256,
    @JsonProperty("ScramSha512")
    SCRAM_SHA_512
}
