package io.cdcpipeline.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.cdcpipeline.contract.types.Infinity;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** What becomes of values in some tables. */
@Wire
@ValidationRule(value = NumericPolicy.RULE, fieldPath = ".numeric", message = NumericPolicy.MESSAGE)
public record TableTypes(
        @JsonPropertyDescription("The tables: a pattern schema.table, where * stands for any characters and ? for one.")
        @Required
        @Size(max = 130)
        @Pattern("^[^!.][^.]*[.].+$")
        String match,

        @JsonPropertyDescription("As types.infinity, which is the default.")
        Infinity infinity,

        @JsonPropertyDescription("As types.numeric, which is the default.")
        @Size(max = 20)
        @Pattern(NumericPolicy.PATTERN)
        String numeric) {}
