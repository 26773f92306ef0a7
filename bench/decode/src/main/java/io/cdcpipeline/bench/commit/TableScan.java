package io.cdcpipeline.bench.commit;

import io.delta.tables.DeltaTable;
import java.util.Arrays;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;

/**
 * What all commits have left of a table for whoever reads it.
 *
 * @param files that it has
 * @param millis to read all rows of it, and all columns
 * @param optimized the same after {@code OPTIMIZE}
 */
record TableScan(long files, double millis, double optimized) {

    private static final int TIMES = 9;

    static TableScan of(SparkSession session, String path) {
        long files = DeltaLog.forTable(session, path)
                .update(false, scala.Option.empty(), scala.Option.empty())
                .numOfFiles();
        double before = median(session, path);
        DeltaTable.forPath(session, path).optimize().executeCompaction();
        return new TableScan(files, before, median(session, path));
    }

    private static double median(SparkSession session, String path) {
        double[] millis = new double[TIMES];
        for (int i = 0; i < TIMES; i++) {
            long start = System.nanoTime();
            session.read()
                    .format("delta")
                    .load(path)
                    .selectExpr("sum(xxhash64(*))")
                    .collect();
            millis[i] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(millis);
        return millis[TIMES / 2];
    }
}
