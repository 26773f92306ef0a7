package io.cdcpipeline.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;

/** What becomes of a table that is known to lack something. */
@Wire
public record Repair(
        @JsonPropertyDescription(
                "Automatic: a table that is known to lack something, or that cannot take a change, is filled anew from the"
                        + " source; readers see what it had until all rows are there. Manual: it stays as it is, and says what it"
                        + " lacks. The default is Automatic.")
        @Default("Automatic")
        RepairMode mode,

        @JsonPropertyDescription("How often within a day a table is filled by itself for the same reason, 1 to 100."
                + " The default is 3.")
        @Default("3")
        @Min(1)
        @Max(100)
        Integer maxPerDay) {

    public Repair {
        mode = mode == null ? RepairMode.AUTOMATIC : mode;
        maxPerDay = maxPerDay == null ? 3 : maxPerDay;
    }
}
