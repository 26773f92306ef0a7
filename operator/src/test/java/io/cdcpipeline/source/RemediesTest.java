package io.cdcpipeline.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.api.CloudNativePg;
import io.cdcpipeline.api.Credentials;
import io.cdcpipeline.api.ExternalMariadb;
import io.cdcpipeline.api.ExternalPostgresql;
import io.cdcpipeline.api.ManagedPostgresql;
import io.cdcpipeline.api.Mariadb;
import io.cdcpipeline.api.Postgresql;
import io.cdcpipeline.api.PostgresqlTls;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A remedy names only what the manifest has, or can have. */
class RemediesTest {

    private static final Remedies MANAGED = Remedies.of(
            new Postgresql("shop", new ManagedPostgresql(null, null, null, null), null, null, null),
            "shop-db-replication");

    @ParameterizedTest
    @EnumSource
    void everyRefusalHasAWayOutForEveryManifest(Refusal refusal) {
        assertThat(MANAGED.of(refusal)).isNotBlank();
        assertThat(external(null).of(refusal)).isNotBlank();
        assertThat(external(new PostgresqlTls(null, "ca")).of(refusal)).isNotBlank();
        assertThat(mariaDb().of(refusal)).isNotBlank();
        assertThat(cnpg().of(refusal)).isNotBlank();
    }

    @ParameterizedTest
    @EnumSource
    void databaseOfThePipelinesOwnHasNoHostNoTlsAndNoAdministrator(Refusal refusal) {
        assertThat(MANAGED.of(refusal)).doesNotContain("external", "tls", "firewall", "pg_hba", "max_connections");
    }

    @ParameterizedTest
    @EnumSource(names = {"TLS_FAILED", "WRONG_CREDENTIALS", "REFUSED"})
    void secretsAreCalledByTheirNames(Refusal refusal) {
        String remedy = external(new PostgresqlTls(null, "corporate-ca")).of(refusal);

        assertThat(remedy).containsAnyOf("Secret corporate-ca", "Secret shop-login");
        assertThat(remedy.contains("tls.mode")).isEqualTo(refusal != Refusal.WRONG_CREDENTIALS);
    }

    @ParameterizedTest
    @EnumSource(names = {"TLS_FAILED", "REFUSED"})
    void fieldThatIsNotSetIsToBeSetAndNotToBeChecked(Refusal refusal) {
        String remedy = refusal == Refusal.REFUSED
                ? external(null).of(refusal)
                : external(new PostgresqlTls(null, null)).of(refusal);

        assertThat(remedy)
                .containsAnyOf(
                        "set spec.source.postgresql.external.tls if the server demands it",
                        "in spec.source.postgresql.external.tls.caSecret where no public one signed")
                .doesNotContain("Secret null");
    }

    @ParameterizedTest
    @EnumSource
    void databaseOfCloudNativePgHasNoHostAndNoTlsInTheManifest(Refusal refusal) {
        assertThat(cnpg().of(refusal)).doesNotContain("external", ".tls", ".host", "firewall", "null");
    }

    private static Remedies cnpg() {
        var source = new Postgresql("shop", null, null, new CloudNativePg("shop-db", null, null), null);
        return Remedies.of(source, "shop-db-app");
    }

    @ParameterizedTest
    @EnumSource
    void whatIsSaidOfMariaDbIsNothingOfPostgresqls(Refusal refusal) {
        assertThat(mariaDb().of(refusal)).doesNotContain("postgresql", "pg_hba", "ALTER ROLE");
    }

    private static Remedies mariaDb() {
        var external = new ExternalMariadb("db.acme.test", null, new Credentials("shop-login", null, null), null);
        return Remedies.of(new Mariadb(null, external, null), "shop-login");
    }

    private static Remedies external(PostgresqlTls tls) {
        var external = new ExternalPostgresql("db.acme.test", null, new Credentials("shop-login", null, null), tls);
        return Remedies.of(new Postgresql("shop", null, external, null, null), "shop-login");
    }
}
