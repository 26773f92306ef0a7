package io.cdcpipeline.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;

/** TLS towards an external Kafka. */
@Wire
public record KafkaTls(
        @JsonPropertyDescription("The name of a Secret in the pipeline's namespace whose key ca.crt holds the trusted"
                + " authority's certificate in PEM format. Without it the public authorities are trusted.")
        @Pattern(KubernetesNames.SUBDOMAIN)
        @Size(min = 1, max = 253)
        String caSecret) {}
