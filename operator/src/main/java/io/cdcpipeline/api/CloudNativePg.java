package io.cdcpipeline.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** A database that CloudNativePG runs; what it names its Service and Secrets by is the cluster's name. */
@Wire
public record CloudNativePg(
        @JsonPropertyDescription(
                "The name of the Cluster in the pipeline's namespace. Its primary is reached by the Service <cluster>-rw, with TLS.")
        @Required
        @Pattern(KubernetesNames.LABEL)
        @Size(min = 1, max = 50)
        String cluster,

        @JsonPropertyDescription(
                "The role that reads the changes, where it is not the database's owner: it needs LOGIN and REPLICATION, and SELECT"
                        + " on the captured tables, such as one of the Cluster's spec.managed.roles. The default is the Secret"
                        + " <cluster>-app, which CloudNativePG makes for the owner.")
        Credentials credentials,

        @JsonPropertyDescription(
                "The name of the Secret whose key ca.crt holds the authority of the server's certificate, where the Cluster's"
                        + " spec.certificates names another one. The default is <cluster>-ca.")
        @Pattern(KubernetesNames.SUBDOMAIN)
        @Size(min = 1, max = 253)
        String caSecret) {

    public static final String PATH = "spec.source.postgresql.cnpg";

    public CloudNativePg {
        credentials =
                credentials == null && cluster != null ? new Credentials(cluster + "-app", null, null) : credentials;
        caSecret = caSecret == null && cluster != null ? cluster + "-ca" : caSecret;
    }

    /** Of the primary, in the pipeline's namespace. */
    public String service() {
        return cluster + "-rw";
    }

    PostgresqlTls tls() {
        return new PostgresqlTls(PostgresqlTlsMode.VERIFY_FULL, caSecret);
    }
}
