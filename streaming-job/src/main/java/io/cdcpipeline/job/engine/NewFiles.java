package io.cdcpipeline.job.engine;

import static org.apache.spark.sql.functions.col;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.actions.FileAction;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.collection.JavaConverters;

/**
 * How a table's new rows come into files: few by this thread, many by a Spark job, and few ones too where the table asks for
 * more than rows, or where this thread could not write a while ago, as on a full disk. Not thread-safe.
 */
final class NewFiles {

    private static final Logger LOG = LoggerFactory.getLogger(NewFiles.class);

    private static final Duration AGAIN = Duration.ofMinutes(1);

    private final InstantSource clock;
    private DirectWrite direct;
    private Instant refusedUntil = Instant.MIN;

    NewFiles() {
        this(InstantSource.system());
    }

    NewFiles(InstantSource clock) {
        this.clock = clock;
    }

    /** @param rows all of them, in the layout of operations */
    List<FileAction> write(SparkSession session, OptimisticTransaction transaction, LocalOperations rows) {
        if (!clock.instant().isBefore(refusedUntil) && DirectWrite.suffices(transaction.snapshot(), session)) {
            try {
                return direct(session, transaction, rows.layout()).write(transaction, rows.operations());
            } catch (IOException | RuntimeException e) {
                refuse(transaction, e);
            }
        }
        return bySpark(transaction, rows.rows(session));
    }

    private DirectWrite direct(SparkSession session, OptimisticTransaction transaction, StructType layout)
            throws IOException {
        if (direct == null || !direct.isFor(transaction.snapshot(), layout)) {
            direct = DirectWrite.prepare(transaction, session, layout);
        }
        return direct;
    }

    /** Slower and right is better than not at all. */
    private void refuse(OptimisticTransaction transaction, Exception e) {
        if (Thread.currentThread().isInterrupted()) {
            throw new IllegalStateException("Interrupted while rows were written", e);
        }
        LOG.warn(
                "Few rows of {} are written by Spark jobs for a minute, because the driver cannot write them",
                transaction.snapshot().deltaLog().dataPath(),
                e);
        refusedUntil = clock.instant().plus(AGAIN);
        direct = null;
    }

    /** @param rows with the table's columns among others */
    static List<FileAction> bySpark(OptimisticTransaction transaction, Dataset<Row> rows) {
        Column[] columns = Stream.of(transaction.snapshot().schema().fields())
                .map(StructField::name)
                .map(n -> col(Names.quoted(n)))
                .toArray(Column[]::new);
        return JavaConverters.seqAsJavaList(transaction.writeFiles(rows.select(columns)));
    }
}
