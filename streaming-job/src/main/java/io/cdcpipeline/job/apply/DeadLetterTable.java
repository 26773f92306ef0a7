package io.cdcpipeline.job.apply;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;

import io.cdcpipeline.contract.JobConfig;
import io.cdcpipeline.contract.Repair;
import io.cdcpipeline.contract.TableLetters;
import io.cdcpipeline.job.collapse.DeadLetters;
import io.cdcpipeline.job.engine.TableCommit;
import io.cdcpipeline.job.engine.TableEngine;
import io.cdcpipeline.job.engine.TableView;
import io.cdcpipeline.job.engine.TableWriter;
import io.cdcpipeline.job.lake.TableId;
import io.cdcpipeline.job.schema.Evolution;
import io.delta.tables.DeltaTable;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Keeps what could not be applied, each record once, however often it is read, until somebody retries or drops it, or its time is
 * over. Thread-safe: one commit at a time.
 */
final class DeadLetterTable {

    private static final String LOST =
            "changes from before its first row are in the dead-letter table" + Repair.WAY_OUT;

    private static final Column EVERYTHING = lit(true);

    private final JobConfig config;
    private final String path;
    /** Null before {@link #open}: nobody wants to know how many there are. */
    private volatile LetterCounts counts;

    DeadLetterTable(JobConfig config) {
        this.config = config;
        this.path = config.lake().deadLetters();
    }

    /** What an earlier run has left counts, too; a table of an earlier release gets the columns that it lacks. */
    synchronized void open(SparkSession session, TableEngine engine, Consumer<List<TableLetters>> told) {
        TableWriter table = engine.table(path);
        table.open().ifPresent(view -> evolve(table, view));
        counts = new LetterCounts(session.newSession(), path, told);
        counts.changed();
    }

    /** One commit for all records of a batch that could not be applied; none when there is no such record. */
    synchronized void save(CollapsedBatch batch, TableEngine engine) {
        if (!batch.hasDeadLetters()) {
            return;
        }
        TableWriter table = engine.table(path);
        TableView view = table.open()
                .orElseGet(() ->
                        table.create(DeadLetters.SHAPE, TableOwner.of(config).properties()));
        // Not an append: a record that is read again, from another checkpoint or by a table's retry, is there already.
        table.commit(new TableCommit(
                DeadLetters.SHAPE,
                TableCommit.ANY,
                TableCommit.Target.ROWS,
                TableCommit.Rows.of(batch.deadLetters()),
                new TableCommit.Transaction(
                        config.uid() + "/dead-letters", evolve(table, view).version() + 1),
                "{}"));
        recount();
    }

    private static TableView evolve(TableWriter table, TableView view) {
        Evolution evolution = Evolution.plan(view.columns(), DeadLetters.SHAPE);
        return evolution instanceof Evolution.None ? view : table.evolve(evolution, TableCommit.ANY, "{}");
    }

    private void recount() {
        if (counts != null) {
            counts.changed();
        }
    }

    /** Tells what was not told because it takes long to count. To be called now and then. */
    void tell() {
        if (counts != null) {
            counts.tell();
        }
    }

    /** What a table lacks that begins now, since its first changes could not be read; null for nothing. */
    String lost(TableId table) {
        return counts != null && counts.has(table) ? LOST : null;
    }

    /** What stands there now, by table. */
    List<TableLetters> all(SparkSession session) {
        return LetterCounts.of(session, path);
    }

    /**
     * What stands there of one table now.
     *
     * @param upTo which rows
     * @param count how many they are
     */
    record Found(Column upTo, long count) {}

    Found find(SparkSession session, TableId table) {
        Column rows = EVERYTHING.equalTo(false);
        long all = 0;
        Dataset<Row> ofTable = ofTable(session, table);
        for (Row row : ofTable.groupBy("topic", "partition")
                .agg(max("offset"), count(lit(1)))
                .collectAsList()) {
            rows = rows.or(col("topic")
                    .equalTo(row.get(0))
                    .and(col("partition").equalTo(row.get(1)))
                    .and(col("offset").leq(row.get(2))));
            all += row.getLong(3);
        }
        return new Found(is(table).and(rows), all);
    }

    private Dataset<Row> ofTable(SparkSession session, TableId table) {
        return DeltaTable.isDeltaTable(session, path)
                ? session.read().format("delta").load(path).where(is(table))
                : session.createDataFrame(List.of(), DeadLetters.SHAPE.table());
    }

    private static Column is(TableId table) {
        return col("table").equalTo(table.toString());
    }

    /** @return how many there were */
    long dropAll(SparkSession session) {
        return remove(session, EVERYTHING);
    }

    /** @return how many there were */
    long drop(SparkSession session, Found letters) {
        return remove(session, letters.upTo());
    }

    /**
     * Those go that the lake has by a fill.
     *
     * @param letters that were there before the fill was asked for
     * @param view of the source that the fill has read
     * @return how many there were
     */
    long dropFilled(SparkSession session, Found letters, FilledView view) {
        return remove(session, letters.upTo().and(view.of(session, path, letters.upTo())));
    }

    /** Those go whose time is over. @return how many there were */
    long expire(SparkSession session, Instant now) {
        Timestamp until = Timestamp.from(now.minusMillis(config.lake().keepsDeadLetters()));
        return remove(session, coalesce(col("kept_at"), col("timestamp")).lt(lit(until)));
    }

    private synchronized long remove(SparkSession session, Column which) {
        if (!DeltaTable.isDeltaTable(session, path)) {
            return 0;
        }
        long gone = session.read().format("delta").load(path).where(which).count();
        if (gone > 0) {
            DeltaTable.forPath(session, path).delete(which);
            recount();
        }
        return gone;
    }
}
