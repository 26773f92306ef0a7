package io.cdcpipeline.job.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.job.fs.NoForkFileSystem;
import io.cdcpipeline.job.schema.RowShape;
import io.cdcpipeline.job.testing.MovableClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;
import org.apache.spark.TaskContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.actions.FileAction;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import scala.Option;

/** Files of few rows, which the driver writes without a Spark job, held against those that a job writes. */
class DirectWriteIT extends EngineFixture {

    /** One of each type that a column of a table can have; the texts are longer than statistics keep. */
    private static final List<String> ROWS = List.of("""
            id: 1, flag: true, tiny: CAST(-128 AS TINYINT), small: CAST(-32768 AS SMALLINT), large: CAST(-9223372036854775808 AS BIGINT), \
            single: CAST('NaN' AS FLOAT), double: CAST('-Infinity' AS DOUBLE), short: CAST(-1.25 AS DECIMAL(9,2)), \
            long: CAST(-123456789.1234 AS DECIMAL(18,4)), longest: CAST(-1234567890123456789012345678.0123456789 AS DECIMAL(38,10)), \
            text: 'Grüße, 世界 🎉 und noch viel mehr, als Statistiken behalten', bytes: X'00ff10', day: DATE'0001-01-01', \
            at: TIMESTAMP'1900-01-01 00:00:00.123456', local: TIMESTAMP_NTZ'1582-10-04 23:59:59.999999', \
            texts: array('a', NULL, ''), matrix: array(array(1, NULL), array()), map: map('k', 'v', 'n', NULL), \
            nested: named_struct('x', 1, 'y', named_struct('z', 'deep'))""", """
            id: 2, flag: false, tiny: CAST(127 AS TINYINT), small: CAST(32767 AS SMALLINT), large: CAST(9223372036854775807 AS BIGINT), \
            single: CAST(-0.0 AS FLOAT), double: CAST('NaN' AS DOUBLE), short: CAST(9999999.99 AS DECIMAL(9,2)), \
            long: CAST(99999999999999.9999 AS DECIMAL(18,4)), longest: CAST(1 AS DECIMAL(38,10)), \
            text: '', bytes: X'', day: DATE'9999-12-31', at: TIMESTAMP'9999-12-31 23:59:59.999999', \
            local: TIMESTAMP_NTZ'0001-01-01 00:00:00', texts: array(), matrix: NULL, map: map(), nested: named_struct('x', NULL, 'y', NULL)""", """
            id: 3, flag: NULL, tiny: NULL, small: NULL, large: NULL, single: NULL, double: NULL, short: NULL, long: NULL, longest: NULL, \
            text: NULL, bytes: NULL, day: NULL, at: NULL, local: NULL, texts: NULL, matrix: NULL, map: NULL, nested: NULL""");

    /** While it commits, the index engine has Delta not compact, unless somebody has set it. */
    private static final String COMPACTION = "spark.databricks.delta.autoCompact.enabled";

    @Override
    TableEngine engine(SparkSession session) {
        return new IndexEngine(session, Indexes.shared(Indexes.inHeap()));
    }

    /** Column mapping writes other names, and numbers of columns, into files. */
    @ParameterizedTest
    @ValueSource(strings = {"none", "name", "id"})
    void aFileIsToTheByteTheOneThatSparkWrites(String mapping) {
        LocalOperations all = operations(select(ROWS));
        RowShape shape = shape(all.layout());
        table.create(shape, Map.of("delta.enableDeletionVectors", "true", "delta.columnMapping.mode", mapping));

        LocalOperations onlyNulls =
                new LocalOperations(all.layout(), all.operations().subList(2, 3));
        for (LocalOperations rows : List.of(all, onlyNulls)) {
            AddFile ours = only(direct(rows));
            AddFile sparks = only(bySpark(rows));

            assertThat(Arrays.mismatch(bytes(ours), bytes(sparks))).isEqualTo(-1);
            assertThat(ours.stats())
                    .isEqualTo(sparks.stats())
                    .contains("\"numRecords\":" + rows.operations().size());
            assertThat(folder(ours)).isEqualTo(folder(sparks));
            assertThat(ours.partitionValues()).isEqualTo(sparks.partitionValues());
            assertThat(ours.dataChange()).isTrue();
        }
        // Nobody has committed one of them.
        assertThat(rows()).isEmpty();
    }

    /** The parts that are made once for a table keep nothing of the files before. */
    @Test
    void oneFileAfterAnotherHasStatisticsOfItsOwnRows() throws IOException {
        given();
        OptimisticTransaction transaction = transaction();
        LocalOperations first = local("PUT 1 a x", "PUT 2 b null");
        DirectWrite write = session.withActive(() -> prepared(transaction, first));

        assertThat(write.isFor(transaction.snapshot(), first.layout())).isTrue();
        assertThat(only(write.write(transaction, first.operations())).stats())
                .contains(
                        "\"numRecords\":2",
                        "\"minValues\":{\"id\":1,",
                        "\"nullCount\":{\"id\":0,\"name\":0,\"big\":1}");
        assertThat(only(write.write(transaction, local("PUT 7 z y").operations()))
                        .stats())
                .contains(
                        "\"numRecords\":1",
                        "\"minValues\":{\"id\":7,",
                        "\"nullCount\":{\"id\":0,\"name\":0,\"big\":0}");
    }

    @Test
    void aTableWithOtherColumnsOrPropertiesIsPreparedAnew() {
        given();
        LocalOperations rows = local("PUT 1 a x");
        DirectWrite write = session.withActive(() -> prepared(transaction(), rows));

        session.sql("ALTER TABLE delta.`" + path + "` SET TBLPROPERTIES ('delta.dataSkippingNumIndexedCols' = '1')");

        assertThat(write.isFor(snapshot(), rows.layout())).isFalse();
    }

    @Test
    void aCommitOfFewRowsStartsNoSparkJobAndIsOneFile() throws Exception {
        given("1 a x", "2 b y");
        commit("PUT 2 B Y");
        int jobs = jobsOf(() -> commit("PUT 1 A X", "PUT 3 c z", "PUT 4 d w", "REMOVE 2 null null"));

        assertThat(jobs).isZero();
        assertThat(rows()).containsExactly("1 A X", "3 c z", "4 d w");
        assertThat(session.read().format("delta").load(path).inputFiles()).hasSize(1);
    }

    /** Delta itself reads the whole log within such a commit, and writes it anew. */
    @Test
    void aCheckpointOfTheLogIsForLaterAndEndsTheListOfCommitsInMemory() throws Exception {
        List<Runnable> later = new ArrayList<>();
        IndexTable.Shared shared = new IndexTable.Shared(
                Indexes.inHeap(), new Compactions(), new LogCheckpoints(new TableTasks(later::add)));
        table = new IndexEngine(session.newSession(), shared).table(path);
        table.create(SHAPE, Map.of("delta.enableDeletionVectors", "true", "delta.checkpointInterval", "10"));
        for (int i = 1; i <= 9; i++) {
            commit("PUT " + i + " a null");
        }

        assertThat(jobsOf(() -> commit("PUT 10 a null"))).isZero();
        assertThat(snapshot().logSegment().deltas().size()).isEqualTo(11);
        assertThat(later).hasSize(1);

        later.get(0).run();
        commit("PUT 11 a null");
        assertThat(snapshot().checkpointProvider().version()).isEqualTo(9);
        assertThat(snapshot().logSegment().deltas().size()).isEqualTo(2);
        assertThat(rows()).hasSize(11);
    }

    @Test
    void rowsThatAreOnlyAddedStartNoSparkJobAndTheirSmallFilesArePutTogetherAllTheSame() throws Exception {
        RowShape keyless = new RowShape(SHAPE.columns(), List.of());
        table.create(keyless, Map.of("delta.enableDeletionVectors", "true"));
        append(keyless, "PUT 0 a null");

        assertThat(jobsOf(() -> append(keyless, "PUT 0 a null", "PUT 0 b x"))).isZero();
        assertThat(rows()).containsExactly("0 a null", "0 a null", "0 b x");

        for (int i = 1; i <= 66; i++) {
            append(keyless, "PUT " + i + " c null");
        }
        assertThat(rows()).hasSize(69);
        assertThat(session.read().format("delta").load(path).inputFiles()).hasSizeLessThan(50);
    }

    private void append(RowShape shape, String... puts) {
        table.commit(commit(shape, TableCommit.Target.NO_SUCH_ROW, puts));
    }

    /** What such a table owes for each row, or file, is Delta's to do. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE t ADD CONSTRAINT short CHECK (length(name) < 3)",
                "ALTER TABLE t SET TBLPROPERTIES ('delta.feature.allowColumnDefaults' = 'supported');"
                        + "ALTER TABLE t ALTER COLUMN name SET DEFAULT 'x'",
                "ALTER TABLE t SET TBLPROPERTIES ('delta.autoOptimize.optimizeWrite' = 'true')"
            })
    void aTableThatAsksForMoreThanRowsIsWrittenBySpark(String more) {
        given("1 a x");
        session.conf().set(COMPACTION, "false");
        assertThat(DirectWrite.suffices(snapshot(), session)).isTrue();

        for (String statement : more.replace(" t ", " delta.`" + path + "` ").split(";")) {
            session.sql(statement);
        }

        assertThat(DirectWrite.suffices(snapshot(), session)).isFalse();
        commit("PUT 1 b y", "PUT 2 c z");
        assertThat(rows()).containsExactly("1 b y", "2 c z");
    }

    @Test
    void aTableThatDeltaIsToCompactIsWrittenBySpark() {
        given("1 a x");

        session.conf().set(COMPACTION, "true");

        assertThat(DirectWrite.suffices(snapshot(), session)).isFalse();
    }

    /** Slower and right: a commit never fails for the want of a Spark job. */
    @Test
    void whatTheDriverCannotWriteSparkWrites() {
        given("1 a x", "2 b y");
        session.conf().set("fs.file.impl", TasksOnly.class.getName());
        session.conf().set("fs.file.impl.disable.cache", "true");

        commit("PUT 2 B Y", "PUT 3 c z");
        commit("PUT 3 C Z", "REMOVE 1 null null");

        assertThat(rows()).containsExactly("2 B Y", "3 C Z");
    }

    @Test
    void theDriverWritesAgainAMinuteAfterItCouldNot() throws Exception {
        given("1 a x");
        session.conf().set(COMPACTION, "false");
        MovableClock now = new MovableClock(Instant.EPOCH);
        NewFiles files = new NewFiles(now);
        Runnable write = () -> session.withActive(() -> files.write(session, transaction(), local("PUT 2 b y")));
        session.conf().set("fs.file.impl.disable.cache", "true");
        session.conf().set("fs.file.impl", TasksOnly.class.getName());
        assertThat(jobsOf(write)).isPositive();
        session.conf().set("fs.file.impl", NoForkFileSystem.class.getName());
        assertThat(jobsOf(write)).isPositive();

        now.forward(Duration.ofMinutes(1));

        assertThat(jobsOf(write)).isZero();
    }

    private int jobsOf(Runnable work) throws TimeoutException {
        AtomicInteger jobs = new AtomicInteger();
        SparkListener listener = new SparkListener() {
            @Override
            public void onJobStart(SparkListenerJobStart job) {
                jobs.incrementAndGet();
            }
        };
        session.sparkContext().listenerBus().waitUntilEmpty();
        session.sparkContext().addSparkListener(listener);
        try {
            work.run();
            session.sparkContext().listenerBus().waitUntilEmpty();
        } finally {
            session.sparkContext().removeSparkListener(listener);
        }
        return jobs.get();
    }

    /** A file system on which only Spark's tasks can write Parquet. */
    public static final class TasksOnly extends FilterFileSystem {

        public TasksOnly() {
            super(new NoForkFileSystem());
        }

        @Override
        public FSDataOutputStream create(
                org.apache.hadoop.fs.Path file,
                FsPermission permission,
                boolean overwrite,
                int buffer,
                short replication,
                long block,
                Progressable progress)
                throws IOException {
            if (file.getName().endsWith(".parquet") && TaskContext.get() == null) {
                throw new IOException("no task writes " + file);
            }
            return super.create(file, permission, overwrite, buffer, replication, block, progress);
        }
    }

    private List<FileAction> direct(LocalOperations rows) {
        return session.withActive(() -> {
            try {
                OptimisticTransaction transaction = transaction();
                return prepared(transaction, rows).write(transaction, rows.operations());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private DirectWrite prepared(OptimisticTransaction transaction, LocalOperations rows) {
        try {
            return DirectWrite.prepare(transaction, session, rows.layout());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In one task. */
    private List<FileAction> bySpark(LocalOperations rows) {
        session.conf().set("spark.sql.leafNodeDefaultParallelism", "1");
        return session.withActive(() -> NewFiles.bySpark(transaction(), rows.rows(session)));
    }

    private OptimisticTransaction transaction() {
        Snapshot snapshot = snapshot();
        return snapshot.deltaLog().startTransaction(Option.empty(), Option.apply(snapshot));
    }

    private Snapshot snapshot() {
        return DeltaLog.forTable(session, path).update(false, Option.empty(), Option.empty());
    }

    private static LocalOperations local(String... lines) {
        return (LocalOperations) Given.operations(SHAPE, lines);
    }

    private static AddFile only(List<FileAction> files) {
        assertThat(files).hasSize(1);
        return (AddFile) files.get(0);
    }

    private byte[] bytes(AddFile file) {
        try {
            return Files.readAllBytes(Path.of(lake + "/a table", file.path()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Mapped columns come into folders of random names, of the same length. */
    private static int folder(AddFile file) {
        return file.path().lastIndexOf('/');
    }

    private static String select(List<String> rows) {
        return rows.stream()
                .map(row -> "SELECT " + RowOperation.PUT.code() + "Y AS operation, CAST(NULL AS STRING) AS kept, "
                        + Arrays.stream(row.split(", (?=[a-z]+: )"))
                                .map(c -> c.replaceFirst("^(\\w+): (?s)(.*)$", "$2 AS `$1`"))
                                .collect(Collectors.joining(", ")))
                .collect(Collectors.joining(" UNION ALL "));
    }

    private LocalOperations operations(String select) {
        var rows = session.sql("SELECT * FROM (" + select + ") ORDER BY id");
        InternalRow[] all = CollectedRows.of(rows);
        return new LocalOperations(rows.schema().asNullable(), List.of(all));
    }

    private static RowShape shape(StructType layout) {
        return shape(
                List.of("id"),
                IntStream.range(RowShape.LEAD, layout.size())
                        .mapToObj(i -> layout.fields()[i])
                        .map(f -> column(f.name(), f.dataType()))
                        .toArray(io.cdcpipeline.job.schema.Column[]::new));
    }
}
