package io.cdcpipeline.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** {@code count} 0 runs everything in the driver's pod, with the driver's cores. */
@Wire
@ValidationRule(value = Driver.MEMORY_RULE, fieldPath = ".memory", message = Driver.MEMORY_MESSAGE)
public record Executors(
        @JsonPropertyDescription("How many executors run, 0 to 1000; 0 lets the driver do the work, with its cores. The"
                + " default is 0.")
        @Default("0")
        @Min(0)
        @Max(1000)
        Integer count,

        @JsonPropertyDescription("CPU cores of each executor, 1 to 128. The default is 1.")
        @Default("1")
        @Min(1)
        @Max(128)
        Integer cores,

        @JsonPropertyDescription(
                "Heap of each executor, at least 512m, in Spark's notation: a whole number with the unit"
                        + " m or g. The default is 2g.")
        @Default("2g")
        @Size(min = 1, max = 10)
        String memory) {

    public Executors {
        count = count == null ? 0 : count;
        cores = cores == null ? 1 : cores;
        memory = memory == null ? "2g" : memory;
    }
}
