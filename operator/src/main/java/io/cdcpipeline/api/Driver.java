package io.cdcpipeline.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

@Wire
@ValidationRule(value = Driver.MEMORY_RULE, fieldPath = ".memory", message = Driver.MEMORY_MESSAGE)
public record Driver(
        @JsonPropertyDescription("CPU cores of the driver, 1 to 128. The default is 2.") @Default("2") @Min(1) @Max(128)
        Integer cores,

        @JsonPropertyDescription(
                "Heap of the driver, at least 512m, in Spark's notation: a whole number with the unit m"
                        + " or g. The default is 2g.")
        @Default("2g")
        @Size(min = 1, max = 10)
        String memory) {

    public static final String MEMORY = "^([1-9][0-9]{0,4}g|[1-9][0-9]{3,7}m|(51[2-9]|5[2-9][0-9]|[6-9][0-9]{2})m)$";
    public static final String MEMORY_RULE = "self.memory.matches('" + MEMORY + "')";
    static final String MEMORY_MESSAGE = "write at least 512m, as a whole number with Spark's unit m or g, such as 2g";

    public Driver {
        cores = cores == null ? 2 : cores;
        memory = memory == null ? "2g" : memory;
    }
}
