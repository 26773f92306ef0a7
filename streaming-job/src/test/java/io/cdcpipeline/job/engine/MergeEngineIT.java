package io.cdcpipeline.job.engine;

import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Nested;

class MergeEngineIT {

    @Nested
    class Rows extends RowContract {
        @Override
        TableEngine engine(SparkSession session) {
            return new MergeEngine(session);
        }
    }

    @Nested
    class Columns extends EvolutionContract {
        @Override
        TableEngine engine(SparkSession session) {
            return new MergeEngine(session);
        }
    }

    @Nested
    class Log extends LogContract {
        @Override
        TableEngine engine(SparkSession session) {
            return new MergeEngine(session);
        }
    }

    @Nested
    class Copies extends CopiesContract {
        @Override
        TableEngine engine(SparkSession session) {
            return new MergeEngine(session);
        }
    }
}
