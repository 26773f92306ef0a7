package io.cdcpipeline.api;

public record KafkaSasl(SaslMechanism mechanism, Credentials credentials) {

    public KafkaSasl {
        mechanism = mechanism == null ? SaslMechanism.SCRAM_SHA_512 : mechanism;
    }
}
