package io.cdcpipeline.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

@Wire
public record InitSql(
        @JsonPropertyDescription(
                "The name of a ConfigMap in the pipeline's namespace. Its keys that end in .sql are run"
                        + " in the order of their names.")
        @Required
        @Pattern(KubernetesNames.SUBDOMAIN)
        @Size(min = 1, max = 253)
        String configMap) {}
