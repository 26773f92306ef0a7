package io.cdcpipeline.job.verify;

import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.LongAccumulator;

/** Counts the rows that a comparison has read so far. */
public record ReadRows(LongAccumulator counter) implements java.io.Serializable {

    public static ReadRows with(SparkSession session) {
        return new ReadRows(session.sparkContext().longAccumulator());
    }

    public long count() {
        return counter.value();
    }

    void add(long rows) {
        counter.add(rows);
    }
}
