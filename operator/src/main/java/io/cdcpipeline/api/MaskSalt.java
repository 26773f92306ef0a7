package io.cdcpipeline.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** Where the salt of hashed columns is. */
@Wire
public record MaskSalt(
        @JsonPropertyDescription("The name of a Secret in the pipeline's namespace.")
        @Required
        @Pattern(KubernetesNames.SUBDOMAIN)
        @Size(min = 1, max = 253)
        String secret,

        @JsonPropertyDescription("The key of the salt in the Secret. The default is salt.")
        @Default("salt")
        @Pattern(KubernetesNames.KEY)
        @Size(min = 1, max = 253)
        String key) {

    public MaskSalt {
        key = key == null ? "salt" : key;
    }
}
