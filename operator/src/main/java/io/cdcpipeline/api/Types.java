package io.cdcpipeline.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.cdcpipeline.contract.types.Infinity;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** What becomes of values for which Delta has no one type. */
@Wire
@ValidationRule(value = NumericPolicy.RULE, fieldPath = ".numeric", message = NumericPolicy.MESSAGE)
public record Types(
        @JsonPropertyDescription(
                "What a date or timestamp 'infinity' becomes. Bound: the last value of the type, and its"
                        + " negative, which no finite value of PostgreSQL is. Null: NULL, but in a key as Bound. Text: the whole"
                        + " column is a text. The default is Bound.")
        @Default("Bound")
        Infinity infinity,

        @JsonPropertyDescription("What a numeric without precision and scale becomes. Text: exactly what PostgreSQL"
                + " prints. Decimal(p,s): a number of at most 38 digits; a row with a value that does not fit is a dead"
                + " letter. The default is Text.")
        @Default("Text")
        @Size(max = 20)
        @Pattern(NumericPolicy.PATTERN)
        String numeric,

        @JsonPropertyDescription(
                "Columns that are the exact text that PostgreSQL prints, whatever their type: up to 100"
                        + " patterns schema.table.column, where * stands for any characters and ? for one. A column of the key"
                        + " keeps its type. The default is none.")
        @Size(max = 100)
        List<@Size(max = 200) @Pattern("^[^.]+[.].+[.].+$") String> text,

        @JsonPropertyDescription(
                "Tables for which it is otherwise, up to 100: of those that match a table the first counts. The default"
                        + " is none.")
        @Size(max = 100)
        List<TableTypes> overrides) {

    /** Loses nothing. */
    public static final Types DEFAULT = new Types(null, null, null, null);

    public Types {
        infinity = infinity == null ? Infinity.BOUND : infinity;
        numeric = numeric == null ? "Text" : numeric;
        text = text == null ? List.of() : List.copyOf(text);
        overrides = overrides == null ? List.of() : List.copyOf(overrides);
    }
}
