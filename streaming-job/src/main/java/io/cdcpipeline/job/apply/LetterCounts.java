package io.cdcpipeline.job.apply;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.struct;

import io.cdcpipeline.contract.TableLetters;
import io.cdcpipeline.job.lake.TableId;
import io.delta.tables.DeltaTable;
import java.sql.Timestamp;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many dead letters there are, as the table itself says: what is read again, by whoever, is there once. Where counting takes
 * long it is done less often, so that batches with many of them do not wait. Thread-safe.
 */
final class LetterCounts {

    private static final Logger LOG = LoggerFactory.getLogger(LetterCounts.class);

    /** So many times as long as a count takes nothing is counted. */
    private static final int REST = 20;

    private static final long LONGEST_REST_NANOS = 10_000_000_000L;

    private final SparkSession session;
    private final String path;
    private final Consumer<List<TableLetters>> told;
    private List<TableLetters> last = List.of();
    private boolean dirty;
    private long restsUntil = System.nanoTime();

    /** @param told whenever they have been counted */
    LetterCounts(SparkSession session, String path, Consumer<List<TableLetters>> told) {
        this.session = session;
        this.path = path;
        this.told = told;
    }

    /** The table has become another one. */
    synchronized void changed() {
        dirty = true;
        tell();
    }

    /** Counts, where something has changed and it is time. */
    synchronized void tell() {
        if (dirty && System.nanoTime() - restsUntil >= 0) {
            recount();
        }
    }

    synchronized boolean has(TableId table) {
        if (dirty) {
            recount();
        }
        return last.stream().anyMatch(l -> table.toString().equals(l.table()));
    }

    /** What cannot be counted now is counted later: no batch fails for it. */
    private void recount() {
        long start = System.nanoTime();
        try {
            last = of(session, path);
            dirty = false;
            told.accept(last);
        } catch (Exception e) { // Spark throws checked exceptions that it does not declare
            LOG.warn("The dead letters in {} are not counted now", path, e);
        }
        long end = System.nanoTime();
        restsUntil = end + Math.min((end - start) * REST, LONGEST_REST_NANOS);
    }

    /** Those first of which the first record came first. */
    static List<TableLetters> of(SparkSession session, String path) {
        if (!DeltaTable.isDeltaTable(session, path)) {
            return List.of();
        }
        return session
                .read()
                .format("delta")
                .load(path)
                .groupBy("table")
                .agg(
                        count(lit(1)),
                        min_by(col("reason"), struct("timestamp", "topic", "partition", "offset")),
                        min("timestamp"),
                        max("timestamp"))
                .collectAsList()
                .stream()
                .map(LetterCounts::letters)
                .sorted(Comparator.comparing(TableLetters::oldest).thenComparing(TableLetters::name))
                .toList();
    }

    private static TableLetters letters(Row row) {
        return new TableLetters(
                row.getString(0),
                row.getLong(1),
                row.getString(2),
                text(row.getTimestamp(3)),
                text(row.getTimestamp(4)));
    }

    private static String text(Timestamp time) {
        return time.toInstant().toString();
    }
}
