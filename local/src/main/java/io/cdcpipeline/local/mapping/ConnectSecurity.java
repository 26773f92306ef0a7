package io.cdcpipeline.local.mapping;

import io.strimzi.api.kafka.model.common.CertSecretSource;
import io.strimzi.api.kafka.model.common.authentication.KafkaClientAuthenticationCustom;
import io.strimzi.api.kafka.model.connect.KafkaConnectSpec;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A worker's way to a Kafka that asks for TLS or a login: what Strimzi makes of {@code tls} and {@code authentication}. */
final class ConnectSecurity {

    private ConnectSecurity() {}

    static Map<String, String> of(KafkaConnectSpec spec, Mounts mounts) {
        Map<String, String> settings = new TreeMap<>();
        boolean tls = spec.getTls() != null;
        boolean sasl = spec.getAuthentication() instanceof KafkaClientAuthenticationCustom custom && custom.isSasl();
        if (tls || sasl) {
            settings.put("security.protocol", (sasl ? "SASL_" : "") + (tls ? "SSL" : "PLAINTEXT"));
        }
        if (tls && spec.getTls().getTrustedCertificates() != null) {
            settings.putAll(trust(spec.getTls().getTrustedCertificates(), mounts));
        }
        if (spec.getAuthentication() instanceof KafkaClientAuthenticationCustom custom) {
            custom.getConfig().forEach((name, value) -> settings.put(name, value.toString()));
        }
        return settings;
    }

    private static Map<String, String> trust(List<CertSecretSource> authorities, Mounts mounts) {
        if (authorities.isEmpty()) {
            return Map.of();
        }
        CertSecretSource authority = authorities.get(0);
        String file = mounts.secrets()
                .file(authority.getSecretName(), authority.getCertificate())
                .toString();
        return Map.of("ssl.truststore.type", "PEM", "ssl.truststore.location", file);
    }
}
