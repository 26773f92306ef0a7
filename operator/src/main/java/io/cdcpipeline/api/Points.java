package io.cdcpipeline.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** Places in the source's log at which all tables can be read. */
@Wire
@ValidationRule(
        value = Points.EVERY_RULE,
        fieldPath = ".every",
        message = "write 1s to 60m, as a whole number with the unit s or m, or 0s for no points")
public record Points(
        @JsonPropertyDescription(
                "How often a point is made while changes come, 1s to 60m; 0s makes none. Where one takes long, the next"
                        + " comes later. The default is 10s.")
        @Default("10s")
        @Size(max = 10)
        String every,

        @JsonPropertyDescription("How many points can be read, the newest ones, 1 to 10000. Delta keeps the files of"
                + " versions that are a week old at most, whatever is said here. The default is 360.")
        @Default("360")
        @Min(1)
        @Max(10000)
        Integer keep) {

    public static final String EVERY_RULE = "self.every == '0s' || self.every.matches('" + Job.DURATION + "')"
            + " && duration(self.every) >= duration('1s') && duration(self.every) <= duration('60m')";

    public Points {
        every = every == null ? "10s" : every;
        keep = keep == null ? 360 : keep;
    }
}
