package io.cdcpipeline.job.apply;

import io.cdcpipeline.job.engine.MergeEngine;
import io.cdcpipeline.job.engine.TableEngine;
import java.util.function.Function;
import org.apache.spark.sql.SparkSession;

/** Soft deletes with MERGE for everything. */
class SoftDeletesByMergeIT extends SoftDeletes {

    @Override
    Function<SparkSession, TableEngine> engine() {
        return session -> new MergeEngine(session);
    }
}
