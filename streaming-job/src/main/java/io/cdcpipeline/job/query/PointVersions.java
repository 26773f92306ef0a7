package io.cdcpipeline.job.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cdcpipeline.job.lake.TableId;
import java.io.UncheckedIOException;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * Which version of each table makes all of them the source as it was at one place of its log.
 *
 * @param byTable by {@code schema.table}
 */
record PointVersions(Map<String, Long> byTable) {

    /** The newest point. */
    static final String LATEST = "latest";

    private static final JsonMapper JSON = new JsonMapper();

    /**
     * @param points the path of the table of points
     * @param when {@link #LATEST}, or {@link TypedTime a time}: the last point that is not after it
     * @throws IllegalArgumentException when there is none
     */
    static PointVersions read(SparkSession session, String points, String when) {
        Dataset<Row> all = session.read().format("delta").load(points);
        Dataset<Row> before =
                when.equals(LATEST) ? all : all.where(functions.col("time").leq(functions.lit(instant(when))));
        Row newest = before.agg(functions.max("position")).first();
        if (newest.isNullAt(0)) {
            Object oldest = all.agg(functions.min("time")).first().get(0);
            throw new IllegalArgumentException("There is no point at " + when + ": the first that is kept is of "
                    + oldest + " (UTC); see SELECT DISTINCT time FROM cdc.points");
        }
        Map<String, Long> versions = new TreeMap<>();
        before.where(functions.col("position").equalTo(newest.getLong(0)))
                .collectAsList()
                .forEach(row ->
                        versions.put(new TableId(row.getString(2), row.getString(3)).toString(), row.getLong(4)));
        return new PointVersions(versions);
    }

    private static java.sql.Timestamp instant(String when) {
        try {
            return java.sql.Timestamp.from(TypedTime.parse(when));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "at-point: '" + when + "' is no time; write latest, or a time such as 2026-01-31T12:00:00Z", e);
        }
    }

    OptionalLong of(TableId table) {
        Long version = byTable.get(table.toString());
        return version == null ? OptionalLong.empty() : OptionalLong.of(version);
    }

    String toJson() {
        try {
            return JSON.writeValueAsString(byTable);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static PointVersions parse(String json) {
        try {
            return new PointVersions(JSON.readValue(json, new TypeReference<TreeMap<String, Long>>() {}));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
