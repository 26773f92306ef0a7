package io.cdcpipeline.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** A Secret in the pipeline's namespace and the keys in it. */
@Wire
public record Credentials(
        @JsonPropertyDescription("The name of a Secret in the pipeline's namespace.")
        @Required
        @Pattern(KubernetesNames.SUBDOMAIN)
        @Size(min = 1, max = 253)
        String secret,

        @JsonPropertyDescription("The key of the user name in the Secret. The default is username.")
        @Default("username")
        @Pattern(KubernetesNames.KEY)
        @Size(min = 1, max = 253)
        String usernameKey,

        @JsonPropertyDescription("The key of the password in the Secret. The default is password.")
        @Default("password")
        @Pattern(KubernetesNames.KEY)
        @Size(min = 1, max = 253)
        String passwordKey) {

    public Credentials {
        usernameKey = usernameKey == null ? "username" : usernameKey;
        passwordKey = passwordKey == null ? "password" : passwordKey;
    }
}
