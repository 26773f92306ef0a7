package io.cdcpipeline.contract;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;

/**
 * What is said of a Delta table beside its columns and rows.
 *
 * @param properties Delta's own, by their names
 * @param statistics which columns have statistics, whether they are there or not; empty for the first ones
 * @param cluster by which columns rows are put together, whether they are there or not; empty for none
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record DeltaSettings(Map<String, String> properties, List<String> statistics, List<String> cluster) {

    /** Of a table that is as Delta makes it. */
    public static final DeltaSettings NONE = new DeltaSettings(Map.of(), List.of(), List.of());

    public DeltaSettings {
        properties = properties == null ? Map.of() : Map.copyOf(properties);
        statistics = statistics == null ? List.of() : List.copyOf(statistics);
        cluster = cluster == null ? List.of() : List.copyOf(cluster);
    }

    @JsonIgnore
    public boolean areNone() {
        return equals(NONE);
    }
}
