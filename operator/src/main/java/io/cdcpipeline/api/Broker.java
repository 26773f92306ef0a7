package io.cdcpipeline.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.ValidationRule;

/** Exactly one is set; a spec without a broker means {@code managed: {}}. */
@Wire
@ValidationRule(
        value = Broker.ONE_RULE,
        message = "set exactly one of managed, strimzi and external, or leave broker out for a managed Kafka")
@ValidationRule(
        value = "has(self.managed) == has(oldSelf.managed) && has(self.strimzi) == has(oldSelf.strimzi)",
        message = "managed, strimzi and external can't replace each other: the topics and the position in them stay"
                + " behind; delete the pipeline and create it anew")
public record Broker(
        @JsonPropertyDescription(
                "A Kafka cluster of the pipeline's own, run by Strimzi. The empty object {} takes all" + " defaults.")
        ManagedKafka managed,

        @JsonPropertyDescription("A Kafka cluster that Strimzi already runs in the pipeline's namespace.")
        StrimziKafka strimzi,

        @JsonPropertyDescription("Any other Kafka that exists.")
        ExternalKafka external) {

    public static final String ONE_RULE =
            "[has(self.managed), has(self.strimzi), has(self.external)].filter(set, set).size() == 1";

    public Broker {
        managed = managed == null && strimzi == null && external == null ? new ManagedKafka(null, null, null) : managed;
    }
}
