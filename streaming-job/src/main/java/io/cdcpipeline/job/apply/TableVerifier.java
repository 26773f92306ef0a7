package io.cdcpipeline.job.apply;

import io.cdcpipeline.contract.JobConfig;
import io.cdcpipeline.contract.TableVerification;
import io.cdcpipeline.contract.catalog.TableName;
import io.cdcpipeline.job.collapse.ModeRules;
import io.cdcpipeline.job.fill.LockWaiters;
import io.cdcpipeline.job.fill.SourceLogReader;
import io.cdcpipeline.job.lake.TableId;
import io.cdcpipeline.job.verify.LakeVersion;
import io.cdcpipeline.job.verify.ReadRows;
import io.cdcpipeline.job.verify.TableComparison;
import io.cdcpipeline.job.verify.UnseenKeys;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares a table of the source with the lake's while changes go on: the source at a view, the lake cut at a place just
 * behind it. Rows that changed between the two are known, and left out.
 */
final class TableVerifier {

    /** What is in the way of one attempt, such as somebody who waits to alter the table, is gone at the next, as a rule. */
    private static final int ATTEMPTS = 3;

    /** Of Spark's jobs, by which they can be cancelled; one table is compared at a time. */
    static final String GROUP = "verify";

    private static final Duration LIMIT = Duration.ofMinutes(10);

    private static final Logger LOG = LoggerFactory.getLogger(TableVerifier.class);

    private final JobConfig config;
    private final Parts parts;
    private final CutTable cuts;

    TableVerifier(JobConfig config, Parts parts, LaggingTables lagging) {
        this.config = config;
        this.parts = parts;
        this.cuts = new CutTable(parts, lagging);
    }

    /** Who wants to know how far a comparison is. */
    interface Watch {

        /** @param estimate about how many rows are to be read, both sides together */
        void reading(ReadRows rows, long estimate);

        boolean isCancelled();
    }

    boolean isPossible() {
        return config.database() != null;
    }

    /** Whether the lake has the rows that the source has, and no others. */
    boolean isComparable(TableId table) {
        return ModeRules.of(parts.tables().mode(table)).isComparable();
    }

    /** Takes as long as the table is large. */
    TableVerification verify(SparkSession session, TableId table, Watch watch) throws InterruptedException {
        String failure = null;
        long deadline = System.nanoTime() + LIMIT.toNanos();
        int failures = 0;
        while (failures < ATTEMPTS) {
            try {
                return once(session, table, watch);
            } catch (RuntimeException e) {
                // Others are still to be compared.
                LOG.debug("Table {} is not compared, after {} failures", table, failures, e);
                if (watch.isCancelled()) {
                    throw e;
                }
                failure = Sentence.of(e);
                // Fills of a new table may follow each other, and each comes to its end.
                boolean comes = e instanceof FilledMeanwhileException && System.nanoTime() < deadline;
                failures += comes ? 0 : 1;
            }
        }
        return TableVerification.failed(table.toString(), failure);
    }

    private TableVerification once(SparkSession session, TableId table, Watch watch) throws InterruptedException {
        TableName name = new TableName(table.schema(), table.table());
        try (SourceLogReader log = parts.sourceLog(config.database());
                ViewCut viewCut = new ViewCut(parts.tables().cuts(), table, () -> cuts.current(table));
                TableComparison comparison = TableComparison.begin(session, config, name, viewCut)) {
            OpenCut cut = viewCut.open();
            long version = cuts.await(log, cut, new CutWait(parts, LIMIT, watch::isCancelled));
            LakeVersion lake = new LakeVersion(
                    parts.tables().path(table),
                    version,
                    ModeRules.of(parts.tables().mode(table)).present(),
                    new UnseenKeys(cut.unseen(table)));
            if (!lake.unseen().isComplete()) {
                throw new NotComparedException("it was truncated, or changed too much, at that very moment");
            }
            ReadRows rows = ReadRows.with(session);
            watch.reading(rows, comparison.estimate());
            return compare(
                    session, comparison, () -> comparison.with(lake, cut.cut().place(), rows));
        }
    }

    /** In Spark's pool of fills; gives way to whoever waits for the table. */
    private static TableVerification compare(
            SparkSession session, TableComparison comparison, Supplier<TableVerification> compared) {
        session.sparkContext().setJobGroup(GROUP, GROUP, false);
        session.sparkContext().setLocalProperty(Filler.POOL, Filler.FILLS);
        try (LockWaiters waiters =
                comparison.watchWaiters(() -> session.sparkContext().cancelJobGroup(GROUP))) {
            try {
                return compared.get();
            } catch (RuntimeException e) {
                if (waiters.whom() != null) {
                    throw new NotComparedException("it gave way to " + waiters.whom() + ", who waits for the table");
                }
                throw e;
            }
        } finally {
            session.sparkContext().clearJobGroup();
            session.sparkContext().setLocalProperty(Filler.POOL, null);
        }
    }
}
