package io.cdcpipeline.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** An existing Strimzi cluster in the pipeline's namespace. */
@Wire
@ValidationRule(
        value = "self.cluster == oldSelf.cluster",
        fieldPath = ".cluster",
        message =
                "can't change: the topics and the position in them stay behind; delete the pipeline and create it anew")
public record StrimziKafka(
        @JsonPropertyDescription(
                "The name of the Kafka resource. It needs an internal listener on port 9092 that asks for"
                        + " neither TLS nor a password; for any other, use external. It can't change.")
        @Required
        @Pattern(KubernetesNames.SUBDOMAIN)
        @Size(min = 1, max = 63)
        String cluster) {}
