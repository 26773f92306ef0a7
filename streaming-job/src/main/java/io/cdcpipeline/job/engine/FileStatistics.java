package io.cdcpipeline.job.engine;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.delta.stats.DeltaFileStatistics;
import org.apache.spark.sql.delta.stats.DeltaJobStatisticsTracker;
import org.apache.spark.sql.delta.stats.DeltaTaskStatisticsTracker;
import org.apache.spark.sql.execution.datasources.WriteJobStatsTracker;
import org.apache.spark.sql.execution.datasources.WriteTaskStats;
import org.apache.spark.sql.execution.datasources.WriteTaskStatsTracker;
import scala.collection.Seq;

/**
 * Delta's own statistics of files, for one after another: to make what computes them, out of expressions, takes longer than to
 * compute those of a few rows. Not thread-safe.
 */
final class FileStatistics extends DeltaTaskStatisticsTracker implements WriteJobStatsTracker {

    FileStatistics(DeltaJobStatisticsTracker wanted, Path table, Configuration conf) {
        super(wanted.dataCols(), wanted.statsColExpr(), table, conf);
    }

    @Override
    public WriteTaskStatsTracker newTaskInstance() {
        // Of a task that has failed something may be left.
        submittedFiles().clear();
        results().clear();
        return this;
    }

    /** Delta keeps those of all files that a tracker has seen. */
    @Override
    public DeltaFileStatistics getFinalStats(long taskCommitTime) {
        DeltaFileStatistics statistics = super.getFinalStats(taskCommitTime);
        results().clear();
        return statistics;
    }

    @Override
    public void processStats(Seq<WriteTaskStats> tasks, long jobCommitTime) {
        // Whoever writes asks the task.
    }
}
