package io.cdcpipeline.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

@Wire
public record ObjectStoreCredentials(
        @JsonPropertyDescription(
                "The name of a Secret in the pipeline's namespace whose keys are options of Hadoop's file"
                        + " systems, such as fs.s3a.access.key and fs.s3a.secret.key.")
        @Required
        @Pattern(KubernetesNames.SUBDOMAIN)
        @Size(min = 1, max = 253)
        String secret) {}
