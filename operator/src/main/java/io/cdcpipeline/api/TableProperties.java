package io.cdcpipeline.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** Properties of a Delta table that can be chosen: none of them can stop the job. Their names are Delta's, without {@code delta.}. */
@Wire
@ValidationRule(
        value = "!has(self.dataSkippingStatsColumns) || !has(self.dataSkippingNumIndexedCols)",
        fieldPath = ".dataSkippingNumIndexedCols",
        message = "dataSkippingStatsColumns names the columns that have statistics already; remove one of the two")
public record TableProperties(
        @JsonPropertyDescription(
                "How long the log of earlier versions is kept, in days, such as 90d. Who reads an earlier version, or the change"
                        + " feed, needs it. The default is Delta's, 30 days.")
        @Pattern(DAYS)
        String logRetentionDuration,

        @JsonPropertyDescription(
                "How long files are kept that the newest version does not need, in days, such as 14d: earlier versions, points and the"
                        + " change feed can be read as far back, and no further. The default is Delta's, 7 days.")
        @Pattern(DAYS)
        String deletedFileRetentionDuration,

        @JsonPropertyDescription(
                "How many of the first columns have statistics, by which readers leave files out, 0 to 1000. The default is Delta's, 32.")
        @Min(0)
        @Max(1000)
        Integer dataSkippingNumIndexedCols,

        @JsonPropertyDescription(
                "Which columns have statistics, 1 to 100, in place of the first ones. Those that the table does not have, or whose type"
                        + " has none, do not count. What was written before keeps the statistics that it has.")
        @Size(min = 1, max = 100)
        List<@Size(min = 1, max = 63) String> dataSkippingStatsColumns) {

    static final String DAYS = "^[1-9][0-9]{0,3}d$";
}
