package io.cdcpipeline.job.apply;

import io.cdcpipeline.job.engine.TableEngine;
import java.util.function.Function;
import org.apache.spark.sql.SparkSession;

/** Soft deletes with what the job takes as a rule. */
class SoftDeletesIT extends SoftDeletes {

    @Override
    Function<SparkSession, TableEngine> engine() {
        return Pipeline.engine();
    }
}
