package io.cdcpipeline.job.verify;

import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;

/**
 * Both sides of a comparison, as executors read them.
 *
 * @param form of the rows of both
 */
record Scans(JavaRDD<List<String>> source, LakeTable lake, RowForm form, ReadRows meter) {

    Digest source(int buckets) {
        return digest(source, buckets);
    }

    Digest lake(int buckets) {
        return digest(lake.rows(form), buckets);
    }

    /** Rows of those buckets. */
    List<List<String>> sourceRows(BitSet wanted, int buckets) {
        return some(source, wanted, buckets);
    }

    List<List<String>> lakeRows(BitSet wanted, int buckets) {
        return some(lake.rows(form), wanted, buckets);
    }

    private Digest digest(JavaRDD<List<String>> rows, int buckets) {
        RowForm same = form;
        ReadRows counted = meter;
        return rows.mapPartitions(part -> List.of(digest(part, same, new Digest(buckets), counted))
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
        RowForm same = form;
        return rows.filter(row -> wanted.get(Digest.bucket(same.key(row), buckets)))
                .collect();
    }
}
