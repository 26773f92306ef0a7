package io.cdcpipeline.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

@Wire
@ValidationRule(
        value = ExternalKafka.BOOTSTRAP_RULE,
        fieldPath = ".bootstrapServers",
        message = "write host:port, several with commas and without spaces between them, such as one:9092,two:9092")
public record ExternalKafka(
        @JsonPropertyDescription("Kafka's address list, as the cluster's pods reach it: host:port, several with commas"
                + " between them.")
        @Required
        @Size(min = 1, max = 2048)
        String bootstrapServers,

        @JsonPropertyDescription("TLS towards Kafka. Without it, the connection is not encrypted.")
        KafkaTls tls,

        @JsonPropertyDescription("A user name and password towards Kafka. Without it, no user name is sent.")
        KafkaSasl sasl) {

    private static final String SERVER = "([-a-zA-Z0-9_.]+|\\[[0-9a-fA-F:.]+\\]):[0-9]{1,5}";
    public static final String BOOTSTRAP = "^" + SERVER + "(," + SERVER + ")*$";
    public static final String BOOTSTRAP_RULE = "self.bootstrapServers.matches(r'" + BOOTSTRAP + "')";
}
