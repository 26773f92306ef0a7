package io.cdcpipeline.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** Which tables are filled anew. */
@Wire
@ValidationRule(
        value = TableNames.RULE,
        fieldPath = ".tables",
        messageExpression = TableNames.MESSAGE_EXPRESSION,
        message = "not all are tables")
public record SnapshotOperation(
        @JsonPropertyDescription("The tables, 1 to 1000, as schema.table, without wildcards.")
        @Required
        @Size(min = 1, max = 1000)
        List<@Size(max = 130) String> tables) {

    public SnapshotOperation {
        tables = tables == null ? List.of() : List.copyOf(tables);
    }
}
