package io.cdcpipeline.job.apply;

import io.cdcpipeline.contract.JobConfig;
import io.cdcpipeline.job.engine.LocalOperations;
import io.cdcpipeline.job.engine.RowOperation;
import io.cdcpipeline.job.engine.TableCommit;
import io.cdcpipeline.job.engine.TableEngine;
import io.cdcpipeline.job.engine.TableWriter;
import io.cdcpipeline.job.lake.TableId;
import io.cdcpipeline.job.schema.Column;
import io.cdcpipeline.job.schema.RowShape;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * The points that can be read: a small Delta table with a row for each point and table, which every reader understands. It is
 * written as a whole each time, so that it is one file. Not thread-safe.
 */
final class PointTable {

    private static final RowShape SHAPE = new RowShape(
            List.of(
                    column("position", DataTypes.LongType),
                    column("time", DataTypes.TimestampType),
                    column("schema", DataTypes.StringType),
                    column("table", DataTypes.StringType),
                    column("version", DataTypes.LongType)),
            List.of("position", "schema", "table"));

    private final JobConfig config;
    private final TableEngine engine;
    private final Deque<Point> points = new ArrayDeque<>();

    private PointTable(JobConfig config, TableEngine engine) {
        this.config = config;
        this.engine = engine;
    }

    /** With what an earlier run has left. */
    static PointTable open(JobConfig config, TableEngine engine, SparkSession session) {
        PointTable table = new PointTable(config, engine);
        if (engine.table(config.lake().points()).open().isPresent()) {
            table.load(session);
        }
        return table;
    }

    private void load(SparkSession session) {
        Map<Long, Point> read = new TreeMap<>();
        for (Row row :
                session.read().format("delta").load(config.lake().points()).collectAsList()) {
            SortedMap<TableId, Long> versions = read.computeIfAbsent(
                            row.getLong(0),
                            p -> new Point(p, row.getTimestamp(1).toInstant(), new TreeMap<>()))
                    .versions();
            versions.put(new TableId(row.getString(2), row.getString(3)), row.getLong(4));
        }
        points.addAll(read.values());
    }

    /** Null before the first. */
    Point newest() {
        return points.peekLast();
    }

    void add(Point point) {
        points.addLast(point);
        while (points.size() > config.pointPolicy().keep()) {
            points.removeFirst();
        }
        List<InternalRow> rows = new ArrayList<>();
        points.forEach(p -> p.versions().forEach((table, version) -> rows.add(row(p, table, version))));
        TableWriter table = engine.table(config.lake().points());
        table.commit(new TableCommit(
                SHAPE,
                TableCommit.ANY,
                TableCommit.Target.CLEARED,
                TableCommit.Rows.of(new LocalOperations(SHAPE.operations(), rows)),
                new TableCommit.Transaction(config.uid() + "/points", version(table) + 1),
                "{}"));
    }

    private long version(TableWriter table) {
        return table.open().orElseGet(() -> table.create(SHAPE, properties())).version();
    }

    /** It is written anew thousands of times a day, and nobody asks for what it was. */
    private Map<String, String> properties() {
        Map<String, String> properties = new TreeMap<>(TableOwner.of(config).properties());
        properties.put("delta.deletedFileRetentionDuration", "interval 1 days");
        properties.put("delta.logRetentionDuration", "interval 1 days");
        return properties;
    }

    private static InternalRow row(Point point, TableId table, long version) {
        return new GenericInternalRow(new Object[] {
            RowOperation.PUT.code(),
            null,
            point.position(),
            ChronoUnit.MICROS.between(Instant.EPOCH, point.time()),
            UTF8String.fromString(table.schema()),
            UTF8String.fromString(table.table()),
            version
        });
    }

    private static Column column(String name, DataType type) {
        return new Column(name, type, null);
    }
}
