package io.cdcpipeline.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.cdcpipeline.contract.OperationRequest;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** Of which tables dead letters are removed. */
@Wire
@ValidationRule(
        value = TableNames.OPTIONAL_RULE,
        fieldPath = ".tables",
        messageExpression = TableNames.MESSAGE_EXPRESSION,
        message = "not all are tables")
@ValidationRule(
        value = "(has(self.tables) && self.tables.size() > 0) != (has(self.all) && self.all)",
        message = "name the tables, or set all: true for the letters of all tables")
public record DropDeadLettersOperation(
        @JsonPropertyDescription("The tables, up to 1000, as schema.table, without wildcards.") @Size(max = 1000)
        List<@Size(max = 130) String> tables,

        @JsonPropertyDescription(
                "True for the letters of all tables, those included that do not tell their table; then no tables are named.")
        Boolean all) {

    public DropDeadLettersOperation {
        tables = tables == null ? List.of() : List.copyOf(tables);
    }

    /** As the job is asked for them. */
    public List<String> asked() {
        return Boolean.TRUE.equals(all) ? List.of(OperationRequest.ALL) : tables;
    }
}
