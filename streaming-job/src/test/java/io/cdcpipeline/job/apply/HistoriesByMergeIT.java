package io.cdcpipeline.job.apply;

import io.cdcpipeline.job.engine.MergeEngine;
import io.cdcpipeline.job.engine.TableEngine;
import java.util.function.Function;
import org.apache.spark.sql.SparkSession;

/** Histories with MERGE for everything. */
class HistoriesByMergeIT extends Histories {

    @Override
    Function<SparkSession, TableEngine> engine() {
        return session -> new MergeEngine(session);
    }
}
