package io.cdcpipeline.source;

import io.cdcpipeline.api.CloudNativePg;
import io.cdcpipeline.api.ExternalMariadb;
import io.cdcpipeline.api.ExternalPostgresql;
import io.cdcpipeline.api.Postgresql;
import io.cdcpipeline.api.PostgresqlTls;
import io.cdcpipeline.api.SourceKind;

/**
 * The way out of a refusal, for one manifest: it names only what stands in that manifest, or can stand there.
 *
 * @param kind what differs by the kind of database
 * @param managed the database is the pipeline's own
 * @param secret the Secret with the role's login
 * @param tls null where the manifest asks for none
 */
public record Remedies(Kind kind, boolean managed, String secret, PostgresqlTls tls) {

    /** What is called otherwise, or is so for other reasons. */
    public enum Kind {
        POSTGRESQL(ExternalPostgresql.PATH, "or pg_hba.conf lets this role in from nowhere"),
        CLOUD_NATIVE_PG(CloudNativePg.PATH, "or the Cluster's pg_hba lets this role in from nowhere"),
        MARIADB(
                ExternalMariadb.PATH,
                "the user may not come from here, or it has to come by TLS (" + ExternalMariadb.PATH + ".tls)");

        private final String path;
        private final String otherCauses;

        Kind(String path, String otherCauses) {
            this.path = path;
            this.otherCauses = otherCauses;
        }
    }

    /** @param secret the Secret with the login of the role that reads changes */
    public static Remedies of(SourceKind source, String secret) {
        return new Remedies(
                kind(source), source.ownDatabase(), secret, source.tls().orElse(null));
    }

    private static Kind kind(SourceKind source) {
        if (source instanceof Postgresql postgresql) {
            return postgresql.cnpg() == null ? Kind.POSTGRESQL : Kind.CLOUD_NATIVE_PG;
        }
        return Kind.MARIADB;
    }

    /** What is wrong and what to do about it, as the end of a sentence. */
    public String of(Refusal refusal) {
        if (managed) {
            return ofManaged(refusal);
        }
        return kind == Kind.CLOUD_NATIVE_PG ? ofCluster(refusal) : ofExternal(refusal);
    }

    private String ofCluster(Refusal refusal) {
        return switch (refusal) {
            case UNKNOWN_HOST -> "there is no such Service: correct " + kind.path + ".cluster";
            case UNREACHABLE -> "nothing answers there: check the Cluster's primary and the network policies";
            case TLS_FAILED ->
                "TLS failed: check that Secret " + tls.caSecret()
                        + " holds the authority of the Cluster's server under ca.crt";
            case WRONG_CREDENTIALS ->
                "user name or password are wrong, " + kind.otherCauses + ": check Secret " + secret
                        + "; it is read again by itself";
            case REFUSED ->
                "the server and this way to connect do not fit: check spec.postgresql.pg_hba of the Cluster";
            case NO_SUCH_DATABASE -> "the database does not exist: create it, or a Database of the Cluster";
            case TOO_MANY_CONNECTIONS ->
                "the server has no connection left: raise max_connections of the Cluster, or free some";
            case FAILED -> "see the log of the Cluster's primary";
            default -> refusal.remedy();
        };
    }

    private String ofManaged(Refusal refusal) {
        return switch (refusal) {
            case UNKNOWN_HOST ->
                "the name of the database's Service does not resolve: check that the Service is there and that the"
                        + " cluster's DNS answers";
            case UNREACHABLE -> "nothing answers there: check the database's pod and the network policies";
            case WRONG_CREDENTIALS ->
                "Secret " + secret
                        + " does not hold the role's password, and no login that is left may set it: put it back, or"
                        + " run bash /etc/cdc/scripts/passwords.sh in the database's pod";
            case REFUSED ->
                "the server and this way to connect do not fit: check that Secret " + secret + " holds a password";
            case NO_SUCH_DATABASE ->
                "the database does not exist: it is made with its volume only; create it anew there";
            case TOO_MANY_CONNECTIONS -> "the server has no connection left: free some";
            case FAILED, TLS_FAILED -> "see the log of the database's pod";
            default -> refusal.remedy();
        };
    }

    private String ofExternal(Refusal refusal) {
        return switch (refusal) {
            case UNKNOWN_HOST -> "the host name does not resolve: correct " + kind.path + ".host";
            case UNREACHABLE -> "nothing answers there: check host, port, firewall and network policies";
            case TLS_FAILED -> "TLS failed: check " + tlsField() + ".mode, and " + authority();
            case WRONG_CREDENTIALS ->
                "user name or password are wrong, " + kind.otherCauses + ": correct Secret " + secret
                        + "; it is read again by itself";
            case REFUSED ->
                "the server and this way to connect do not fit: check "
                        + (tls == null ? "" : tlsField() + ".mode, and ")
                        + "that Secret " + secret + " holds a password"
                        + (tls == null ? "; set " + tlsField() + " if the server demands it" : "");
            case NO_SUCH_DATABASE -> "the database does not exist: create it";
            case TOO_MANY_CONNECTIONS -> "the server has no connection left: raise max_connections or free some";
            case FAILED -> "see the server's log";
            default -> refusal.remedy();
        };
    }

    private String tlsField() {
        return kind.path + ".tls";
    }

    private String authority() {
        return tls == null || tls.caSecret() == null
                ? "name a Secret with the server's authority under ca.crt in " + tlsField()
                        + ".caSecret where no public one signed"
                : "that Secret " + tls.caSecret() + " holds the server's authority under ca.crt";
    }
}
