package io.cdcpipeline.job.engine;

import io.cdcpipeline.contract.DeltaSettings;
import io.cdcpipeline.job.schema.UnfitTableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.delta.stats.SkippingEligibleDataType$;
import org.apache.spark.sql.delta.stats.StatisticsCollection$;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.collection.JavaConverters;

/**
 * What of a table's properties the manifest says. Which those are stands in a property, too: what it does not say any more goes, and
 * what somebody else has set stays.
 */
public final class TableSettling {

    /** The names of all properties that the manifest gave the table. */
    public static final String MARK = "cdcpipeline.settings";

    private static final String FEED = "delta.enableChangeDataFeed";
    private static final String MAPPING = "delta.columnMapping.mode";
    private static final String INDEXED = "delta.dataSkippingNumIndexedCols";

    /** Of so many columns Delta keeps statistics where nobody says another number; nested ones count, too. */
    private static final String MOST = "32";

    /** Among the names of properties, which it is none of. */
    private static final String CLUSTER = "clusterBy";

    private static final String STATISTICS = "delta.dataSkippingStatsColumns";

    /** Columns that a reader of the feed gets besides the table's. */
    private static final Set<String> FEED_COLUMNS = Set.of("_change_type", "_commit_version", "_commit_timestamp");

    private TableSettling() {}

    /**
     * What a table with these columns gets.
     *
     * @throws UnfitTableException when it cannot have what is wanted
     */
    public static Map<String, String> properties(DeltaSettings wanted, StructType columns) {
        Map<String, String> properties = new TreeMap<>(wanted.properties());
        if ("true".equals(properties.get(FEED))) {
            refuseColumnsOfFeed(columns);
        }
        String statistics = quoted(statistics(wanted, columns));
        if (!statistics.isEmpty()) {
            properties.put(STATISTICS, statistics);
        }
        TreeSet<String> said = new TreeSet<>(properties.keySet());
        if (!wanted.cluster().isEmpty()) {
            said.add(CLUSTER);
        }
        if (!said.isEmpty()) {
            properties.put(MARK, String.join(",", said));
        }
        return properties;
    }

    /** Whether the manifest has said by which columns the table is clustered. */
    static boolean hasClustered(Map<String, String> properties) {
        return marked(properties).contains(CLUSTER);
    }

    private static List<String> marked(Map<String, String> properties) {
        return List.of(properties.getOrDefault(MARK, "").split(","));
    }

    /** Delta clusters by columns alone that have statistics. */
    private static List<String> statistics(DeltaSettings wanted, StructType columns) {
        List<String> said = present(wanted.statistics(), columns);
        List<String> cluster = present(wanted.cluster(), columns);
        List<String> first = first(wanted, columns);
        return said.isEmpty() && first.containsAll(cluster)
                ? said
                : Stream.concat((said.isEmpty() ? first : said).stream(), cluster.stream())
                        .distinct()
                        .toList();
    }

    private static List<String> first(DeltaSettings wanted, StructType columns) {
        int left = Integer.parseInt(wanted.properties().getOrDefault(INDEXED, MOST));
        List<String> first = new ArrayList<>();
        for (StructField field : columns.fields()) {
            left -= size(field.dataType());
            if (left >= 0) {
                first.add(field.name());
            }
        }
        return present(first, columns);
    }

    private static int size(DataType type) {
        return type instanceof StructType nested
                ? Stream.of(nested.fields()).mapToInt(f -> size(f.dataType())).sum()
                : 1;
    }

    /** All properties of a table with these columns as they are to be, those that others have set among them. */
    static Map<String, String> settled(Map<String, String> now, DeltaSettings wanted, StructType columns) {
        Map<String, String> settled = new TreeMap<>(now);
        settled.keySet().removeAll(marked(now));
        settled.remove(MARK);
        settled.putAll(properties(wanted, columns));
        return settled;
    }

    /** The property that names columns with statistics is without those that go then. */
    static Map<String, String> withStatisticsOf(StructType columns, Map<String, String> now) {
        if (!now.containsKey(STATISTICS)) {
            return now;
        }
        Map<String, String> kept = new TreeMap<>(now);
        String left = names(now.get(STATISTICS)).stream()
                .filter(name -> name.size() > 1
                        ? List.of(columns.fieldNames()).contains(name.get(0))
                        : hasStatistics(name.get(0), columns))
                .map(name -> name.stream().map(Names::quoted).collect(Collectors.joining(".")))
                .collect(Collectors.joining(","));
        kept.remove(STATISTICS);
        if (!left.isEmpty()) {
            kept.put(STATISTICS, left);
        }
        return kept;
    }

    /** Somebody else may have named fields of a column's. */
    private static List<List<String>> names(String property) {
        var parsed = StatisticsCollection$.MODULE$.parseDeltaStatsColumnNames(property);
        return parsed.isEmpty()
                ? List.of()
                : JavaConverters.seqAsJavaList(parsed.get()).stream()
                        .map(name -> JavaConverters.seqAsJavaList(name.nameParts()))
                        .toList();
    }

    /**
     * Delta refuses to write files and a feed where a column goes, or gets another type, in a table that knows columns by other names
     * than files do.
     */
    static Map<String, String> withoutFeed(Map<String, String> now) {
        Map<String, String> without = new TreeMap<>(now);
        boolean ours = marked(now).contains(FEED);
        if (ours && !now.getOrDefault(MAPPING, "none").equals("none")) {
            without.remove(FEED);
        }
        return without;
    }

    private static void refuseColumnsOfFeed(StructType columns) {
        for (String name : columns.fieldNames()) {
            if (FEED_COLUMNS.contains(name.toLowerCase(Locale.ROOT))) {
                throw new UnfitTableException(
                        "column " + name + " is called like one of the change data feed's, which has "
                                + FEED_COLUMNS.stream().sorted().toList()
                                + ": rename or exclude it, or leave changeDataFeed out in spec.tableSettings");
            }
        }
    }

    /** Those of the names that are columns which have statistics. */
    static List<String> present(List<String> names, StructType columns) {
        return names.stream()
                .filter(name -> hasStatistics(name, columns))
                .distinct()
                .toList();
    }

    /** Others have none that a reader could use, and Delta refuses to be asked for them. */
    private static boolean hasStatistics(String name, StructType columns) {
        return Stream.of(columns.fields())
                .filter(f -> f.name().equals(name))
                .map(StructField::dataType)
                .anyMatch(SkippingEligibleDataType$.MODULE$::apply);
    }

    private static String quoted(List<String> names) {
        return names.stream().map(Names::quoted).collect(Collectors.joining(","));
    }
}
