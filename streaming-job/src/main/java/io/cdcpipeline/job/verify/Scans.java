package io.cdcpipeline.job.verify;

import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/**
 * Both sides of a comparison, as executors read them.
 *
 * @param ranges of the source's table
 */
record Scans(SparkSession session, SourceScan source, List<String> ranges, LakeTable lake, ReadRows meter) {

    Digest source(int buckets) {
        return digest(sourceRows(), buckets);
    }

    Digest lake(int buckets) {
        return digest(lake.rows(source.form()), buckets);
    }

    /** Rows of those buckets. */
    List<List<String>> sourceRows(BitSet wanted, int buckets) {
        return some(sourceRows(), wanted, buckets);
    }

    List<List<String>> lakeRows(BitSet wanted, int buckets) {
        return some(lake.rows(source.form()), wanted, buckets);
    }

    private JavaRDD<List<String>> sourceRows() {
        JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.sparkContext());
        int tasks = Math.max(1, Math.min(ranges.size(), source.readers().ofOne(spark.defaultParallelism())));
        return spark.parallelize(ranges, tasks).mapPartitions(source);
    }

    private Digest digest(JavaRDD<List<String>> rows, int buckets) {
        RowForm form = source.form();
        ReadRows counted = meter;
        return rows.mapPartitions(part -> List.of(digest(part, form, new Digest(buckets), counted))
                        .iterator())
                .fold(new Digest(buckets), Digest::plus);
    }

    private static Digest digest(Iterator<List<String>> rows, RowForm form, Digest digest, ReadRows counted) {
        long some = 0;
        while (rows.hasNext()) {
            List<String> row = rows.next();
            digest.add(form.key(row), row);
            if (++some == 10_000) {
                counted.add(some);
                some = 0;
            }
        }
        counted.add(some);
        return digest;
    }

    private List<List<String>> some(JavaRDD<List<String>> rows, BitSet wanted, int buckets) {
        RowForm form = source.form();
        return rows.filter(row -> wanted.get(Digest.bucket(form.key(row), buckets)))
                .collect();
    }
}
