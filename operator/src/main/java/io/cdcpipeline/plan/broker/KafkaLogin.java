package io.cdcpipeline.plan.broker;

import io.cdcpipeline.api.KafkaSasl;
import io.cdcpipeline.api.SaslMechanism;
import io.cdcpipeline.plan.MountedSecret;
import io.cdcpipeline.plan.capture.ConnectSecrets;
import io.strimzi.api.kafka.model.common.authentication.KafkaClientAuthentication;
import io.strimzi.api.kafka.model.common.authentication.KafkaClientAuthenticationCustomBuilder;
import java.util.Map;
import java.util.TreeMap;

/** SASL settings of a Kafka client; user and password are read from files by a config provider. */
public final class KafkaLogin {

    private static final String MODULES = "org.apache.kafka.common.security.";

    private KafkaLogin() {}

    /**
     * Strimzi's own types {@code plain} and {@code scram-sha-…} want the user name in the spec, where the plan, which
     * reads no Secret, cannot put it.
     */
    public static KafkaClientAuthentication ofConnect(KafkaSasl sasl) {
        return new KafkaClientAuthenticationCustomBuilder()
                .withSasl(true)
                .withConfig(new TreeMap<>(settings(sasl, ConnectSecrets.KAFKA)))
                .build();
    }

    public static Map<String, String> settings(KafkaSasl sasl, String directory) {
        return Map.of(
                "sasl.mechanism", mechanism(sasl.mechanism()),
                "sasl.jaas.config",
                        "%s required username=\"%s\" password=\"%s\";"
                                .formatted(
                                        module(sasl.mechanism()),
                                        MountedSecret.reference(directory, MountedSecret.USERNAME),
                                        MountedSecret.reference(directory, MountedSecret.PASSWORD)));
    }

    private static String mechanism(SaslMechanism mechanism) {
        return switch (mechanism) {
            case PLAIN -> "PLAIN";
            case SCRAM_SHA_256 -> "SCRAM-SHA-256";
            case SCRAM_SHA_512 -> "SCRAM-SHA-512";
        };
    }

    private static String module(SaslMechanism mechanism) {
        return switch (mechanism) {
            case PLAIN -> MODULES + "plain.PlainLoginModule";
            case SCRAM_SHA_256, SCRAM_SHA_512 -> MODULES + "scram.ScramLoginModule";
        };
    }
}
