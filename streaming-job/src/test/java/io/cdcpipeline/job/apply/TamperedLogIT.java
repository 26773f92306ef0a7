package io.cdcpipeline.job.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.job.testing.LocalSpark;
import io.cdcpipeline.job.testing.SourceTable;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.apache.spark.sql.delta.DeltaLog;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody else, or a power cut, has done to a table's Delta log. */
class TamperedLogIT {

    @TempDir
    Path lake;

    private final SourceTable t =
            SourceTable.of("t").column("id", "int32").column("name", "string").key("id");
    private final SourceTable other =
            new SourceTable(t.log(), "inventory", "other").column("id", "int32").key("id");
    private Pipeline pipeline;

    @BeforeEach
    void start() {
        pipeline = new Pipeline(lake);
    }

    @Test
    void afterARestoreTheChangesSinceAreReadAgain() throws Exception {
        pipeline.batch(0, t.insert(1, "a"), t.insert(2, "b"), other.insert(1));
        long early = pipeline.version("t");
        pipeline.batch(1, t.update(1, "A"), t.delete(2));
        sql("RESTORE delta.`" + pipeline.path("t") + "` TO VERSION AS OF " + early);
        pipeline.batch(2, t.insert(3, "c"), other.insert(2));
        assertThat(pipeline.rows("other")).containsExactly("1", "2");
        assertThat(pipeline.failures().get("t")).contains("RESTORE in version");
        pipeline.recover();
        assertThat(pipeline.rows("t")).containsExactly("1,A", "3,c");
        assertThat(pipeline.failures()).isEmpty();
        pipeline.batch(3, t.insert(4, "d"));
        assertThat(pipeline.rows("t")).containsExactly("1,A", "3,c", "4,d");
        assertThat(pipeline.table("t").message()).isNull();
    }

    @Test
    void aRestoreWhileTheJobIsAwayIsNoticedAtItsStart() throws Exception {
        pipeline.batch(0, t.insert(1, "a"), t.insert(2, "b"));
        long early = pipeline.version("t");
        pipeline.batch(1, t.update(1, "A"), t.delete(2));
        sql("RESTORE delta.`" + pipeline.path("t") + "` TO VERSION AS OF " + early);
        Pipeline restarted = pipeline.restarted().start(Map.of(t.topic(), 4L)).recover();
        assertThat(restarted.rows("t")).containsExactly("1,A");
    }

    @Test
    void rowsThatSomebodyElseDeletedAreSaidToBeMissing() throws Exception {
        pipeline.batch(0, t.insert(1, "a"), t.insert(2, "b"), other.insert(1));
        sql("DELETE FROM delta.`" + pipeline.path("t") + "` WHERE id = 1");
        pipeline.batch(1, t.insert(3, "c"), other.insert(2)).recover();
        assertThat(pipeline.rows("t")).containsExactly("2,b", "3,c");
        assertThat(pipeline.failures()).isEmpty();
        assertThat(pipeline.table("t").message()).contains("DELETE in version").contains("RESTORE");
        Pipeline restarted = pipeline.restarted().start(Map.of());
        assertThat(restarted.table("t").message()).contains("DELETE in version");
    }

    @Test
    void aCommitThatAPowerCutEmptiedIsMadeAgain() throws Exception {
        pipeline.batch(0, t.insert(1, "a"), other.insert(1));
        pipeline.batch(1, t.insert(2, "b"), other.insert(2));
        cut(0);
        Pipeline restarted = pipeline.restarted().start(Map.of(t.topic(), 2L, other.topic(), 2L));
        restarted.batch(2, t.insert(3, "c"), other.insert(3)).recover();
        assertThat(restarted.rows("t")).containsExactly("1,a", "2,b", "3,c");
        assertThat(restarted.rows("other")).containsExactly("1", "2", "3");
    }

    @Test
    void aCommitThatAPowerCutTookApartFailsItsTableUntilItIsMovedAway() throws Exception {
        pipeline.batch(0, t.insert(1, "a"), other.insert(1));
        pipeline.batch(1, t.insert(2, "b"), other.insert(2));
        Path commit = cut(100);
        Pipeline restarted = pipeline.restarted().start(Map.of(t.topic(), 2L, other.topic(), 2L));
        restarted.batch(2, t.insert(3, "c"), other.insert(3)).recover();
        assertThat(restarted.rows("other")).containsExactly("1", "2", "3");
        assertThat(restarted.failures().get("t"))
                .contains(commit.getFileName() + " is damaged: it ends within a line")
                .contains("Move that file away");
        String number = commit.getFileName().toString().substring(0, 20);
        try (var files = Files.list(commit.getParent())) {
            for (Path file : files.filter(f -> f.toString().contains(number)).toList()) {
                Files.delete(file);
            }
        }
        restarted.recover();
        assertThat(restarted.rows("t")).containsExactly("1,a", "2,b", "3,c");
        assertThat(restarted.failures()).isEmpty();
    }

    /** The newest commit of {@code t} is that long; another process finds it so. */
    private Path cut(long length) throws Exception {
        Path log = Path.of(pipeline.path("t").replace("file:", ""), "_delta_log");
        Path commit = log.resolve("%020d.json".formatted(pipeline.version("t")));
        try (FileChannel file = FileChannel.open(commit, StandardOpenOption.WRITE)) {
            file.truncate(length);
        }
        Files.deleteIfExists(log.resolve("." + commit.getFileName() + ".crc"));
        DeltaLog.clearCache();
        return commit;
    }

    private static void sql(String statement) {
        LocalSpark.session().sql(statement);
    }
}
