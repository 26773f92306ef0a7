package io.cdcpipeline.plan.apply;

import io.cdcpipeline.api.TableProperties;
import io.cdcpipeline.api.TableSetting;
import io.cdcpipeline.contract.DeltaSettings;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What {@code spec.tableSettings} says of Delta tables, by the names and in the words that Delta has. */
final class DeltaProperties {

    private DeltaProperties() {}

    /** Null where nothing is said. */
    static DeltaSettings of(TableSetting setting) {
        Map<String, String> properties = new TreeMap<>();
        if (setting.changeDataFeed()) {
            properties.put("delta.enableChangeDataFeed", "true");
        }
        TableProperties said = setting.properties();
        List<String> statistics = List.of();
        if (said != null) {
            put(properties, "delta.logRetentionDuration", interval(said.logRetentionDuration()));
            put(properties, "delta.deletedFileRetentionDuration", interval(said.deletedFileRetentionDuration()));
            put(properties, "delta.dataSkippingNumIndexedCols", said.dataSkippingNumIndexedCols());
            statistics = said.dataSkippingStatsColumns() == null ? List.of() : said.dataSkippingStatsColumns();
        }
        DeltaSettings settings = new DeltaSettings(properties, statistics, setting.clusterBy());
        return settings.areNone() ? null : settings;
    }

    private static void put(Map<String, String> properties, String name, Object value) {
        if (value != null) {
            properties.put(name, value.toString());
        }
    }

    private static String interval(String days) {
        return days == null ? null : "interval " + days.replace("d", "") + " days";
    }
}
