package io.cdcpipeline.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** What becomes of some columns of a table. */
@Wire
@ValidationRule(
        value = ColumnSetting.ONE_RULE,
        message = "say either exclude: true, or one mask: Hash, SetNull, Constant or Truncate")
@ValidationRule(
        value = ColumnSetting.VALUE_RULE,
        fieldPath = ".value",
        message = "is what mask: Constant puts in place of each value: set it there, and nowhere else")
@ValidationRule(
        value = ColumnSetting.LENGTH_RULE,
        fieldPath = ".length",
        message = "is how many characters mask: Truncate leaves: set it there, and nowhere else")
public record ColumnSetting(
        @JsonPropertyDescription(
                "The columns: a name, where * stands for any characters and ? for one. Names are compared as PostgreSQL stores them.")
        @Required
        @Size(min = 1, max = 63)
        String match,

        @JsonPropertyDescription(
                "True leaves the column out: it is nowhere but in the source. No column of the key can be.")
        Boolean exclude,

        @JsonPropertyDescription(
                "What becomes of the values, before they reach Kafka. NULL stays NULL. Hash: SHA-256 of the salt in maskSalt and the"
                        + " value's text, as 64 hexadecimal digits; equal values are equal in all tables, so that they can be joined by"
                        + " it, and it is all that a column of the key can be. SetNull: nothing is left. Constant: the text in"
                        + " value. Truncate: the first characters of the value's text, as many as length says. But for SetNull the"
                        + " column is a string in the lake, whatever it is in the source.")
        ColumnMask mask,

        @JsonPropertyDescription("The text that mask: Constant puts in place of each value.") @Size(max = 256)
        String value,

        @JsonPropertyDescription("How many characters mask: Truncate leaves, 1 to 1000.") @Min(1) @Max(1000)
        Integer length) {

    public static final String ONE_RULE = "(has(self.exclude) && self.exclude) != has(self.mask)";
    public static final String VALUE_RULE = "has(self.value) == (has(self.mask) && self.mask == 'Constant')";
    public static final String LENGTH_RULE = "has(self.length) == (has(self.mask) && self.mask == 'Truncate')";
}
