package io.cdcpipeline.source;

import io.cdcpipeline.api.ExternalPostgresql;
import io.cdcpipeline.api.PostgresqlTls;
import io.cdcpipeline.api.SourceKind;

/**
 * The way out of a refusal, for one manifest: it names only what stands in that manifest, or can stand there.
 *
 * @param managed the database is the pipeline's own
 * @param secret the Secret with the role's login
 * @param tls null where the manifest asks for none
 */
public record Remedies(boolean managed, String secret, PostgresqlTls tls) {

    private static final String TLS = ExternalPostgresql.PATH + ".tls";

    /** @param secret the Secret with the login of the role that reads changes */
    public static Remedies of(SourceKind source, String secret) {
        return new Remedies(source.ownDatabase(), secret, source.tls().orElse(null));
    }

    /** What is wrong and what to do about it, as the end of a sentence. */
    public String of(Refusal refusal) {
        return managed ? ofManaged(refusal) : ofExternal(refusal);
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
            case UNKNOWN_HOST -> "the host name does not resolve: correct " + ExternalPostgresql.PATH + ".host";
            case UNREACHABLE -> "nothing answers there: check host, port, firewall and network policies";
            case TLS_FAILED -> "TLS failed: check " + TLS + ".mode, and " + authority();
            case WRONG_CREDENTIALS ->
                "user name or password are wrong, or pg_hba.conf lets this role in from nowhere: correct Secret "
                        + secret + "; it is read again by itself";
            case REFUSED ->
                "the server and this way to connect do not fit: check "
                        + (tls == null ? "" : TLS + ".mode, and ")
                        + "that Secret " + secret + " holds a password"
                        + (tls == null ? "; set " + TLS + " if the server demands it" : "");
            case NO_SUCH_DATABASE -> "the database does not exist: create it";
            case TOO_MANY_CONNECTIONS -> "the server has no connection left: raise max_connections or free some";
            case FAILED -> "see the server's log";
            default -> refusal.remedy();
        };
    }

    private String authority() {
        return tls == null || tls.caSecret() == null
                ? "name a Secret with the server's authority under ca.crt in " + TLS
                        + ".caSecret where no public one signed"
                : "that Secret " + tls.caSecret() + " holds the server's authority under ca.crt";
    }
}
