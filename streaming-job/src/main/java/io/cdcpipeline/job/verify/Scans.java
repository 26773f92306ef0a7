package io.cdcpipeline.job.verify;

import java.io.Serializable;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.spark.api.java.JavaRDD;

/**
 * Both sides of a comparison, as executors read them.
 *
 * @param form of the rows of both
 * @param skipped keys of rows that do not count
 */
record Scans(JavaRDD<List<String>> source, LakeTable lake, RowForm form, Set<List<String>> skipped) {

    /** @param meter counts all rows as they are read */
    Digest source(int buckets, ReadRows meter) {
        return digest(source, new Digest(buckets), meter);
    }

    Digest lake(int buckets, ReadRows meter) {
        return digest(lake.rows(form), new Digest(buckets), meter);
    }

    /** Rows of those buckets. */
    List<List<String>> sourceRows(BitSet wanted, int buckets) {
        return some(source, wanted, buckets);
    }

    List<List<String>> lakeRows(BitSet wanted, int buckets) {
        return some(lake.rows(form), wanted, buckets);
    }

    private Digest digest(JavaRDD<List<String>> rows, Digest empty, ReadRows meter) {
        Counted counted = new Counted(form, skipped);
        return rows.mapPartitions(part -> List.of(digest(part, counted, new Digest(empty.buckets()), meter))
                        .iterator())
                .fold(empty, Digest::plus);
    }

    private static Digest digest(Iterator<List<String>> rows, Counted counted, Digest digest, ReadRows meter) {
        long some = 0;
        while (rows.hasNext()) {
            List<String> row = rows.next();
            if (counted.has(row)) {
                digest.add(counted.form().key(row), row);
            }
            if (++some == 10_000) {
                meter.add(some);
                some = 0;
            }
        }
        meter.add(some);
        return digest;
    }

    private List<List<String>> some(JavaRDD<List<String>> rows, BitSet wanted, int buckets) {
        Counted counted = new Counted(form, skipped);
        return rows.filter(row -> wanted.get(Digest.bucket(counted.form().key(row), buckets)) && counted.has(row))
                .collect();
    }

    /** Which rows count, as executors are told. */
    private record Counted(RowForm form, Set<List<String>> skipped) implements Serializable {

        boolean has(List<String> row) {
            return skipped.isEmpty() || !skipped.contains(form.key(row));
        }
    }
}
