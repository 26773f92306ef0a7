package io.cdcpipeline.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** Which tables are compared. */
@Wire
@ValidationRule(
        value = TableNames.OPTIONAL_RULE,
        fieldPath = ".tables",
        messageExpression = TableNames.MESSAGE_EXPRESSION,
        message = "not all are tables")
public record VerifyOperation(
        @JsonPropertyDescription(
                "The tables, up to 1000, as schema.table, without wildcards. The default is all that are captured.")
        @Size(max = 1000)
        List<@Size(max = 130) String> tables) {

    public VerifyOperation {
        tables = tables == null ? List.of() : List.copyOf(tables);
    }
}
