package io.cdcpipeline.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** Of which tables dead letters are made good. */
@Wire
@ValidationRule(
        value = TableNames.OPTIONAL_RULE,
        fieldPath = ".tables",
        messageExpression = TableNames.MESSAGE_EXPRESSION,
        message = "not all are tables")
public record RetryDeadLettersOperation(
        @JsonPropertyDescription(
                "The tables, up to 1000, as schema.table, without wildcards. The default is all that have dead letters.")
        @Size(max = 1000)
        List<@Size(max = 130) String> tables) {

    public RetryDeadLettersOperation {
        tables = tables == null ? List.of() : List.copyOf(tables);
    }
}
