package io.cdcpipeline.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Map;

/** Debezium settings that the product does not own, handed through. */
@Wire
@ValidationRule(
        value = Connector.OWNED_RULE,
        fieldPath = ".config",
        messageExpression =
                "'" + OwnedSettings.MESSAGE + "'.format([self.config.filter(k, k.matches(" + Connector.OWNED + "))])",
        message = "some settings are the pipeline's own")
public record Connector(
        @JsonPropertyDescription("Further settings of Debezium's connector, at most 100, by their names in"
                + " Debezium's documentation, such as max.batch.size. What the pipeline sets itself is refused: names"
                + " and addresses, credentials, slot, publication, tables, topics, converters, transforms, type"
                + " handling, error handling, snapshot mode and heartbeat.")
        @Size(max = 100)
        Map<String, @Size(max = 4096) String> config) {

    static final String OWNED = "r'" + OwnedSettings.CONNECTOR + "'";
    public static final String OWNED_RULE = "!has(self.config) || self.config.all(k, !k.matches(" + OWNED + "))";

    public Connector {
        config = Sorted.copyOf(config);
    }
}
