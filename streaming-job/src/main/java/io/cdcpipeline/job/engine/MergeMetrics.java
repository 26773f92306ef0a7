package io.cdcpipeline.job.engine;

import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.execution.metric.SQLMetric;
import org.apache.spark.sql.execution.metric.SQLMetrics;
import scala.collection.immutable.Map;
import scala.collection.immutable.Map$;

/** What a commit counts of itself, under the names of Delta's MERGE: readers of its history know these. */
final class MergeMetrics {

    private final SparkContext context;
    private Map<String, SQLMetric> metrics = Map$.MODULE$.empty();

    MergeMetrics(SparkContext context) {
        this.context = context;
    }

    MergeMetrics with(String name, long value) {
        SQLMetric metric = SQLMetrics.createMetric(context, name);
        metric.set(value);
        metrics = metrics.updated(name, metric);
        return this;
    }

    void register(OptimisticTransaction transaction, SparkSession session) {
        transaction.registerSQLMetrics(session, metrics);
    }
}
