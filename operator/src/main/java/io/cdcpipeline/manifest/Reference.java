package io.cdcpipeline.manifest;

import io.cdcpipeline.api.CdcPipelineSpec;
import io.cdcpipeline.api.Credentials;
import io.cdcpipeline.api.ExternalKafka;
import io.cdcpipeline.api.ExternalMariadb;
import io.cdcpipeline.api.ExternalPostgresql;
import io.cdcpipeline.api.InitSql;
import io.cdcpipeline.api.LakeSpec;
import io.cdcpipeline.api.Mariadb;
import io.cdcpipeline.api.MaskSalt;
import io.cdcpipeline.api.Postgresql;
import io.cdcpipeline.api.PostgresqlTls;
import io.cdcpipeline.api.SourceKind;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A field of a spec that names a ConfigMap or a Secret.
 *
 * @param keys those that it must have
 */
record Reference(String field, Kind kind, String name, List<String> keys) {

    enum Kind {
        CONFIG_MAP("ConfigMap"),
        SECRET("Secret");

        private final String text;

        Kind(String text) {
            this.text = text;
        }
    }

    static Stream<Reference> in(CdcPipelineSpec spec) {
        return Stream.of(
                        source(spec.source().kind()),
                        kafka(spec.broker().external()),
                        lake(spec.lake()),
                        salt(spec.maskSalt()))
                .flatMap(references -> references);
    }

    Optional<Problem> missingIn(Manifest manifest) {
        Optional<Set<String>> present =
                switch (kind) {
                    case CONFIG_MAP -> manifest.configMap(name).map(Reference::keysOf);
                    case SECRET -> manifest.secret(name).map(Reference::keysOf);
                };
        if (present.isEmpty()) {
            return Optional.of(problem("this file holds no " + kind.text + " of that name; add it after a line ---"));
        }
        List<String> absent =
                keys.stream().filter(key -> !present.get().contains(key)).toList();
        return absent.isEmpty()
                ? Optional.empty()
                : Optional.of(problem("that " + kind.text + " has no key " + String.join(", ", absent) + "; add it"));
    }

    private Problem problem(String message) {
        return new Problem(field, name, message);
    }

    private static Stream<Reference> source(SourceKind kind) {
        Stream<Reference> managed = kind instanceof Postgresql postgresql
                ? initSql(
                        "postgresql",
                        postgresql.managed() == null
                                ? null
                                : postgresql.managed().initSql())
                : initSql("mariadb", managed((Mariadb) kind));
        if (kind instanceof Postgresql postgresql && postgresql.cnpg() != null) {
            return managed; // CloudNativePG makes what is named there
        }
        String field = kind instanceof Mariadb ? ExternalMariadb.PATH : ExternalPostgresql.PATH;
        return Stream.concat(
                managed,
                kind.credentials().stream()
                        .flatMap(login -> server(field, login, kind.tls().orElse(null))));
    }

    private static InitSql managed(Mariadb mariadb) {
        return mariadb.managed() == null ? null : mariadb.managed().initSql();
    }

    private static Stream<Reference> initSql(String source, InitSql sql) {
        return sql == null
                ? Stream.empty()
                : Stream.of(new Reference(
                        "spec.source." + source + ".managed.initSql.configMap",
                        Kind.CONFIG_MAP,
                        sql.configMap(),
                        List.of()));
    }

    private static Stream<Reference> server(String field, Credentials credentials, PostgresqlTls tls) {
        Reference login = login(field + ".credentials.secret", credentials);
        return tls == null ? Stream.of(login) : Stream.concat(Stream.of(login), authority(field, tls.caSecret()));
    }

    private static Stream<Reference> kafka(ExternalKafka external) {
        if (external == null) {
            return Stream.empty();
        }
        String field = "spec.broker.external";
        Stream<Reference> login = external.sasl() == null
                ? Stream.empty()
                : Stream.of(login(
                        field + ".sasl.credentials.secret", external.sasl().credentials()));
        return external.tls() == null
                ? login
                : Stream.concat(login, authority(field, external.tls().caSecret()));
    }

    private static Stream<Reference> lake(LakeSpec lake) {
        return lake.credentials() == null
                ? Stream.empty()
                : Stream.of(new Reference(
                        "spec.lake.credentials.secret",
                        Kind.SECRET,
                        lake.credentials().secret(),
                        List.of()));
    }

    private static Stream<Reference> salt(MaskSalt salt) {
        return salt == null
                ? Stream.empty()
                : Stream.of(new Reference("spec.maskSalt.secret", Kind.SECRET, salt.secret(), List.of(salt.key())));
    }

    private static Reference login(String field, Credentials credentials) {
        return new Reference(
                field,
                Kind.SECRET,
                credentials.secret(),
                List.of(credentials.usernameKey(), credentials.passwordKey()));
    }

    private static Stream<Reference> authority(String field, String secret) {
        return secret == null
                ? Stream.empty()
                : Stream.of(new Reference(field + ".tls.caSecret", Kind.SECRET, secret, List.of("ca.crt")));
    }

    private static Set<String> keysOf(ConfigMap configMap) {
        return keys(configMap.getData(), configMap.getBinaryData());
    }

    private static Set<String> keysOf(Secret secret) {
        return keys(secret.getData(), secret.getStringData());
    }

    private static Set<String> keys(Map<String, String> one, Map<String, String> two) {
        Set<String> keys = new HashSet<>(one == null ? Set.of() : one.keySet());
        keys.addAll(two == null ? Set.of() : two.keySet());
        return keys;
    }
}
