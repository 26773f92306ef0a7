package io.cdcpipeline.job.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.job.testing.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.Snapshot;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogEndIT {

    @TempDir
    Path lake;

    private final SparkSession session = LocalSpark.session().newSession();
    private TableWriter table;

    @BeforeEach
    void twoCommits() {
        table = new IndexEngine(session, Indexes.shared(Indexes.inHeap())).table(path());
        table.create(EngineFixture.SHAPE, Map.of("delta.enableDeletionVectors", "true"));
        commit(1, "PUT 1 a x");
        commit(2, "PUT 1 b y", "PUT 2 c z");
    }

    @Test
    void aLogThatNobodyHasAddedToEndsWhereItDid() {
        assertThat(LogEnd.isStill(seen())).isTrue();
    }

    @Test
    void aCommitOfSomebodyElseIsSeen() {
        Snapshot before = seen();
        LocalSpark.session().newSession().sql("DELETE FROM delta.`" + path() + "` WHERE true");

        assertThat(LogEnd.isStill(before)).isFalse();
    }

    /** The folder was removed and made again, or a copy was put back. */
    @Test
    void anotherCommitOfThatNumberIsSeen() throws IOException {
        Path last = lake.resolve("t/_delta_log/%020d.json".formatted(seen().version()));
        Files.setLastModifiedTime(last, FileTime.fromMillis(0));

        assertThat(LogEnd.isStill(seen())).isFalse();
    }

    @Test
    void aLogThatHasLostItsEndIsSeen() throws IOException {
        Files.delete(lake.resolve("t/_delta_log/%020d.json".formatted(seen().version())));

        assertThat(LogEnd.isStill(seen())).isFalse();
    }

    private String path() {
        return "file:" + lake + "/t";
    }

    private Snapshot seen() {
        return DeltaLog.forTable(session, path()).unsafeVolatileSnapshot();
    }

    private void commit(long number, String... operations) {
        table.commit(new TableCommit(
                EngineFixture.SHAPE,
                TableCommit.ANY,
                TableCommit.Target.ROWS,
                TableCommit.Rows.of(Given.operations(EngineFixture.SHAPE, operations)),
                new TableCommit.Transaction("test", number),
                "{}"));
    }
}
