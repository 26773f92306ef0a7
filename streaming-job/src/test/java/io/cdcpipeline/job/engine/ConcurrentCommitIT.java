package io.cdcpipeline.job.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.job.testing.LocalSpark;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody else commits to the table while the engine does. */
class ConcurrentCommitIT {

    /** What happens, once, while the operations are read: between the start of the transaction and its end. */
    private static final AtomicReference<Runnable> MEANWHILE = new AtomicReference<>();

    @TempDir
    Path lake;

    @Test
    void aForeignOptimizeIsWaitedOutAndTheCommitMadeOnce() {
        SparkSession session = LocalSpark.session().newSession();
        String path = "file:" + lake + "/t";
        TableWriter table = new MergeEngine(session).table(path);
        table.create(EngineFixture.SHAPE, Map.of("delta.enableDeletionVectors", "true"));
        table.commit(commit(1, Given.operations(EngineFixture.SHAPE, "PUT 1 a x")));
        table.commit(commit(2, Given.operations(EngineFixture.SHAPE, "PUT 2 b y")));
        SparkSession stranger = LocalSpark.session().newSession();
        MEANWHILE.set(() -> stranger.sql("OPTIMIZE delta.`" + path + "`"));

        table.commit(commit(3, interrupted(session, "PUT 1 A X", "PUT 3 c z")));

        assertThat(MEANWHILE.get()).isNull();
        assertThat(session.read().format("delta").load(path).collectAsList().stream()
                        .map(Given::text)
                        .sorted())
                .containsExactly("1 A X", "2 b y", "3 c z");
    }

    private static OperationSource interrupted(SparkSession session, String... operations) {
        DistributedOperations rows =
                (DistributedOperations) Given.distributed(session, EngineFixture.SHAPE, operations);
        JavaRDD<InternalRow> watched = rows.operations().map(row -> {
            Runnable once = MEANWHILE.getAndSet(null);
            if (once != null) {
                Thread foreign = new Thread(once);
                foreign.start();
                foreign.join();
            }
            return row;
        });
        return new DistributedOperations(rows.layout(), watched, rows.count());
    }

    private static TableCommit commit(long number, OperationSource rows) {
        return new TableCommit(
                EngineFixture.SHAPE,
                TableCommit.ANY,
                TableCommit.Target.ROWS,
                TableCommit.Rows.of(rows),
                new TableCommit.Transaction("test", number),
                "{}");
    }
}
