package io.cdcpipeline.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** How much of its write-ahead log the source may keep because this pipeline has not read it yet. */
@Wire
@ValidationRule(value = WalBudget.SIZE_RULE, fieldPath = ".size", message = Storage.SIZE_MESSAGE)
public record WalBudget(
        @JsonPropertyDescription(
                "How much that is, a quantity of at least 1Mi such as 20Gi. From 80 % on, the pipeline warns. The default is half"
                        + " of the volume of a managed database, and 10Gi elsewhere.")
        @Size(min = 1, max = 32)
        String size,

        @JsonPropertyDescription(
                "What happens when it is used up. Warn: the slot stays, whatever becomes of the source's disk. Release: the slot is"
                        + " dropped, so that the source may delete its log; when the connector runs again, all tables are"
                        + " filled anew and so become equal to the source (what changed meanwhile is missing in tables of mode"
                        + " Changelog). The default is Release for a managed database, and Warn elsewhere.")
        WalAction action) {

    public static final String SIZE_RULE =
            "!has(self.size) || isQuantity(self.size)" + " && quantity(self.size).compareTo(quantity('1Mi')) >= 0";
}
