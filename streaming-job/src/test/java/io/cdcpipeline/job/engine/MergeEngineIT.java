package io.cdcpipeline.job.engine;

import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Nested;

/** How columns change is tried with {@link IndexEngineIT}, which leaves it to this engine, and whose index has to follow. */
class MergeEngineIT {

    @Nested
    class Rows extends RowContract {
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
