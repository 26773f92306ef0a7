package io.cdcpipeline.job.verify;

import io.cdcpipeline.contract.JobConfig;
import io.cdcpipeline.contract.RowDifference;
import io.cdcpipeline.contract.SourceDatabase;
import io.cdcpipeline.contract.TableVerification;
import io.cdcpipeline.contract.catalog.TableName;
import io.cdcpipeline.contract.event.SourceKind;
import io.cdcpipeline.contract.types.TypePolicies;
import io.cdcpipeline.job.fill.LockWaiters;
import io.cdcpipeline.job.fill.SourceConnections;
import io.cdcpipeline.job.state.FilledAt;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/**
 * Compares one table of the source, as it is at one moment, with a version of the lake's that has exactly what was committed
 * until then. Both sides are read once, by executors, and reduced to {@link Digest digests} where they are read; only
 * buckets of rows that differ are read again, row by row.
 */
public final class TableComparison implements AutoCloseable {

    /** So many differences are told; all are counted. */
    static final int TOLD = 20;

    /** So many rows, at most, are held against each other one by one. */
    private static final long MOST_ROWS = 50_000;

    private final SparkSession session;
    private final TypePolicies policies;
    private final ComparedSource source;

    private TableComparison(SparkSession session, TypePolicies policies, ComparedSource source) {
        this.session = session;
        this.policies = policies;
        this.source = source;
    }

    /** Takes views of the source until one will do. @param accepts is asked right after a view was taken */
    public static TableComparison begin(
            SparkSession session, JobConfig config, TableName table, Predicate<FilledAt> accepts) {
        SourceDatabase database = config.database();
        ComparedSource source = database.kind() == SourceKind.MARIADB
                ? MariaDbSide.take(database, table, accepts)
                : SourceView.take(new SourceConnections(database), table, accepts);
        return new TableComparison(session, config.policies(), source);
    }

    /** @param giveUp ends the comparison when somebody waits for the table */
    public LockWaiters watchWaiters(Runnable giveUp) {
        return new LockWaiters(source::waiter, giveUp);
    }

    /** About how many rows there are to read, both sides together. */
    public long estimate() {
        return 2 * source.estimate();
    }

    /**
     * @param place up to which the lake's version has all
     * @param meter counts rows of both sides as they are read
     */
    public TableVerification with(LakeVersion lake, long place, ReadRows meter) {
        LakeTable table = LakeTable.open(session, lake);
        RowForm form = source.form(table.types(), policies);
        JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.sparkContext());
        // Not only where buckets differ: one may have more rows than are held against each other.
        Set<List<String>> skipped = lake.unseen().keys(session, form);
        Scans scans = new Scans(source.rows(spark, form), table, form, skipped);
        int buckets = Digest.buckets(source.estimate());
        Digest ofSource = scans.source(buckets, meter);
        Digest ofLake = scans.lake(buckets, meter);
        BitSet different = ofSource.differsFrom(ofLake);
        BitSet read = readable(different, ofSource, ofLake);
        List<RowDifference> differences = read.isEmpty()
                ? List.of()
                : new RowsByKey(form).compare(scans.sourceRows(read, buckets), scans.lakeRows(read, buckets));
        return new TableVerification(
                source.name(),
                place,
                lake.version(),
                ofSource.rows(),
                differences.size() + different.cardinality() - read.cardinality(),
                read.equals(different),
                skipped.size(),
                differences.stream().limit(TOLD).toList(),
                null);
    }

    /** Of the buckets that differ, those that are read row by row; in each of the others there is one difference at least. */
    private static BitSet readable(BitSet different, Digest one, Digest other) {
        BitSet read = new BitSet();
        long rows = 0;
        for (int i = different.nextSetBit(0); i >= 0; i = different.nextSetBit(i + 1)) {
            rows += one.rows(i) + other.rows(i);
            if (rows > MOST_ROWS) {
                break;
            }
            read.set(i);
        }
        return read;
    }

    @Override
    public void close() {
        source.close();
    }
}
