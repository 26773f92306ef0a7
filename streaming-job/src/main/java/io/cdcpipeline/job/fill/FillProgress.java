package io.cdcpipeline.job.fill;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.SparkContext;
import org.apache.spark.util.CollectionAccumulator;
import org.apache.spark.util.LongAccumulator;

/** How far a fill is, told by executors when they are done with what they were given. */
public final class FillProgress implements Serializable, AutoCloseable {

    private static final long serialVersionUID = 1L;

    /** So many of the values that have no place in the lake are told of, by one task. */
    private static final int SHOWN = 3;

    private final long total;
    private final LongAccumulator bytes;
    private final LongAccumulator rows;
    private final LongAccumulator lost;
    private final CollectionAccumulator<String> reasons;
    private final transient SparkContext spark;
    private final transient RunningTasks running = new RunningTasks();
    private int shown;

    FillProgress(SparkContext spark, long total) {
        this.spark = spark;
        this.total = total;
        this.bytes = spark.longAccumulator();
        this.rows = spark.longAccumulator();
        this.lost = spark.longAccumulator();
        this.reasons = spark.collectionAccumulator();
        spark.addSparkListener(running);
    }

    void read(CopiedRows.Read read) {
        bytes.add(read.bytes());
        rows.add(read.rows());
    }

    void unreadable(String reason) {
        lost.add(1L);
        if (shown++ < SHOWN) {
            reasons.add(reason);
        }
    }

    /** Of the table, in the source. */
    public long totalBytes() {
        return total;
    }

    public long bytes() {
        return Math.max(bytes.value(), running.of(bytes.id()));
    }

    public long rows() {
        return Math.max(rows.value(), running.of(rows.id()));
    }

    @Override
    public void close() {
        spark.removeSparkListener(running);
    }

    /** What the table lacks of what was read; null for nothing. */
    String lacking() {
        if (lost.value() == 0) {
            return null;
        }
        List<String> some = reasons.value();
        return lost.value() + " rows of the source have values that have no exact place in the lake, the first one: "
                + (some.isEmpty() ? "unknown" : some.get(0));
    }
}
