package io.cdcpipeline.job.engine;

import org.apache.spark.sql.SparkSession;

class MergeEngineIT extends EngineContract {

    @Override
    TableEngine engine(SparkSession session) {
        return new MergeEngine(session);
    }
}
