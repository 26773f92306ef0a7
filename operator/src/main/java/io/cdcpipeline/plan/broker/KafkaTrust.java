package io.cdcpipeline.plan.broker;

import io.cdcpipeline.api.KafkaTls;
import io.cdcpipeline.plan.MountedSecret;
import io.strimzi.api.kafka.model.common.CertSecretSource;
import io.strimzi.api.kafka.model.common.CertSecretSourceBuilder;
import io.strimzi.api.kafka.model.common.ClientTls;
import java.util.List;
import java.util.Map;

/** Whose certificate a Kafka client accepts: without a Secret, those of the public authorities. */
public final class KafkaTrust {

    private KafkaTrust() {}

    public static ClientTls ofConnect(KafkaTls tls) {
        ClientTls trust = new ClientTls();
        if (tls.caSecret() != null) {
            CertSecretSource authority = new CertSecretSourceBuilder()
                    .withSecretName(tls.caSecret())
                    .withCertificate(MountedSecret.AUTHORITY)
                    .build();
            trust.setTrustedCertificates(List.of(authority));
        }
        return trust;
    }

    /** Of a Java client that has the Secret mounted as {@code directory}. */
    public static Map<String, String> settings(KafkaTls tls, String directory) {
        return tls.caSecret() == null
                ? Map.of()
                : Map.of(
                        "ssl.truststore.type",
                        "PEM",
                        "ssl.truststore.location",
                        directory + "/" + MountedSecret.AUTHORITY);
    }
}
