package io.cdcpipeline.job.apply;

import io.cdcpipeline.job.engine.TableEngine;
import java.util.function.Function;
import org.apache.spark.sql.SparkSession;

/** Histories with what the job takes as a rule. */
class HistoriesIT extends Histories {

    @Override
    Function<SparkSession, TableEngine> engine() {
        return Pipeline.engine();
    }
}
