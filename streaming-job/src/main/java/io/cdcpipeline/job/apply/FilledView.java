package io.cdcpipeline.job.apply;

import static org.apache.spark.sql.functions.col;

import io.cdcpipeline.job.state.FilledAt;
import io.cdcpipeline.job.state.VisibleTransactions;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Which dead letters a fill has made good: those whose changes it has seen. One that is there before the fill begins was committed
 * before it; but a transaction that waits for a standby may be in the log, and in Kafka, before any view of the source sees it.
 *
 * @param at the view
 * @param later whether it was taken after all those letters were there: those count, too, that do not tell their place
 */
record FilledView(FilledAt at, boolean later) {

    /** @param letters those that are asked about */
    Column of(SparkSession session, String path, Column letters) {
        VisibleTransactions seen = VisibleTransactions.parse(at.snapshot());
        List<Row> near = session.read()
                .format("delta")
                .load(path)
                .where(letters.and(col("commit_lsn").geq(at.from())))
                .select("commit_lsn", "transaction")
                .distinct()
                .collectAsList();
        Object[] unseen = near.stream()
                .filter(row -> !at.has(row.getLong(0), row.getLong(1), seen))
                .map(row -> row.getLong(0))
                .toArray();
        Column placed =
                col("commit_lsn").isNotNull().and(col("commit_lsn").isin(unseen).equalTo(false));
        return later ? placed.or(col("commit_lsn").isNull()) : placed;
    }
}
