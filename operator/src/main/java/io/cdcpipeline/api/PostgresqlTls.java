package io.cdcpipeline.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;

/** How the connection to an external database is protected. */
@Wire
public record PostgresqlTls(
        @JsonPropertyDescription(
                "Require encrypts, VerifyCa also checks that the server's certificate comes from a trusted"
                        + " authority, VerifyFull also that it was issued for the host. The default is VerifyFull.")
        @Default("VerifyFull")
        PostgresqlTlsMode mode,

        @JsonPropertyDescription("The name of a Secret in the pipeline's namespace whose key ca.crt holds the trusted"
                + " authority's certificate in PEM format. Without it the public authorities are trusted.")
        @Pattern(KubernetesNames.SUBDOMAIN)
        @Size(min = 1, max = 253)
        String caSecret) {

    public PostgresqlTls {
        mode = mode == null ? PostgresqlTlsMode.VERIFY_FULL : mode;
    }
}
