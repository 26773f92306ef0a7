package io.cdcpipeline.job.engine;

import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Nested;

/**
 * Its rows with an index on disk, all else with one in the heap, which no caller sees a difference in. How copies are taken away is {@link MergeEngineIT}'s: this engine leaves it to that one.
 */
class IndexEngineIT {

    @Nested
    class Rows extends RowContract {
        @Override
        TableEngine engine(SparkSession session) {
            return new IndexEngine(session, Indexes.shared(Indexes.onDisk(lake)));
        }
    }

    @Nested
    class Columns extends EvolutionContract {
        @Override
        TableEngine engine(SparkSession session) {
            return new IndexEngine(session, Indexes.shared(Indexes.inHeap()));
        }
    }

    @Nested
    class Log extends LogContract {
        @Override
        TableEngine engine(SparkSession session) {
            return new IndexEngine(session, Indexes.shared(Indexes.inHeap()));
        }
    }
}
