package io.cdcpipeline.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** When source and lake are compared by themselves. */
@Wire
@ValidationRule(
        value = Verify.EVERY_RULE,
        fieldPath = ".every",
        message = "write 10m to 43200m (30 days), as a whole number with the unit m")
public record Verify(
        @JsonPropertyDescription(
                "How long after its last comparison a table is compared again, 10m to 43200m (30 days), a"
                        + " whole number with the unit m: 1440m for a day. Each comparison reads the table in the source once.")
        @Required
        @Size(max = 10)
        String every) {

    public static final String EVERY_RULE = "self.every.matches('^[0-9]{1,8}m$')"
            + " && duration(self.every) >= duration('10m') && duration(self.every) <= duration('43200m')";
}
