package io.cdcpipeline.job.verify;

import io.cdcpipeline.contract.types.TypePolicies;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;

/** The source's side of a comparison: one of its tables as it is at one moment, for as long as this is open. */
interface ComparedSource extends AutoCloseable {

    /** {@code schema.table}. */
    String name();

    /** About how many rows it has. */
    long estimate();

    /** How its rows are compared. @param lakeTypes by column, what it is in the lake */
    RowForm form(Map<String, String> lakeTypes, TypePolicies policies);

    /** All rows in that form, as executors read them, as often as they do. */
    JavaRDD<List<String>> rows(JavaSparkContext spark, RowForm form);

    /** Who waits until this is closed; null for nobody. */
    String waiter();

    @Override
    void close();
}
