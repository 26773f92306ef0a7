package io.cdcpipeline.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** A token of the user's own. */
@Wire
public record LabToken(
        @JsonPropertyDescription("The name of a Secret in the pipeline's namespace whose key token holds it.")
        @Required
        @Pattern(KubernetesNames.SUBDOMAIN)
        @Size(min = 1, max = 253)
        String secret) {}
