package io.cdcpipeline.job.engine;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.FileAction;
import org.apache.spark.sql.types.StructField;
import scala.collection.JavaConverters;

/** The row operations of one commit, as far as an index needs to know them, and their way into files. */
sealed interface IndexedRows permits LocalIndexedRows, DistributedIndexedRows {

    static IndexedRows of(SparkSession session, TableCommit.Rows rows, KeyHash hash) {
        if (rows.operations() instanceof LocalOperations local) {
            return new LocalIndexedRows(session, local, rows.kept(), OperationKeys.of(local, hash));
        }
        DistributedOperations many = (DistributedOperations) rows.operations();
        return new DistributedIndexedRows(session, many, OperationKeys.of(session, many, hash));
    }

    OperationKeys keys();

    /** Whether files take the rows in the order of {@link #keys}, as far as it is the writer's. */
    boolean inOrder();

    /** All rows that are there after the commit, with the table's columns among others. */
    Dataset<Row> puts(Snapshot snapshot, TableIndex index, FoundRows found);

    default List<FileAction> write(OptimisticTransaction transaction, TableIndex index, FoundRows found) {
        if (found.counts().inserted() + found.counts().updated() == 0) {
            return List.of();
        }
        Snapshot snapshot = transaction.snapshot();
        Column[] columns = Stream.of(snapshot.schema().fields())
                .map(StructField::name)
                .map(n -> col(Names.quoted(n)))
                .toArray(Column[]::new);
        return JavaConverters.seqAsJavaList(
                transaction.writeFiles(puts(snapshot, index, found).select(columns)));
    }
}
