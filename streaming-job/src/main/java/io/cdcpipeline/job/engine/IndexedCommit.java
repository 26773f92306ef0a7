package io.cdcpipeline.job.engine;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaOperations;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.actions.FileAction;
import org.apache.spark.sql.delta.actions.SetTransaction;
import scala.Option;
import scala.collection.JavaConverters;

/** One commit on a version that an index is at: rows that were there before are marked, the new ones appended. */
final class IndexedCommit {

    /** Rows come in another order where these are set. */
    private static final String OPTIMIZED_WRITE = "delta.autoOptimize.optimizeWrite";

    private static final String OPTIMIZE_WRITES = "spark.databricks.delta.optimizeWrite.enabled";

    private final SparkSession session;
    private final Snapshot snapshot;
    private final TableIndex index;

    IndexedCommit(SparkSession session, Snapshot snapshot, TableIndex index) {
        this.session = session;
        this.snapshot = snapshot;
        this.index = index;
    }

    void make(TableCommit commit) {
        IndexedRows rows = IndexedRows.of(session, commit.rows(), index.hash());
        FoundRows found = FoundRows.of(rows.keys(), index.keys());
        OptimisticTransaction transaction =
                snapshot.deltaLog().startTransaction(Option.empty(), Option.apply(snapshot));
        transaction.readWholeTable();
        Files files =
                new Files(MarkedRows.write(snapshot, index, found.marks()), rows.write(transaction, index, found));
        metrics(found.counts(), files).register(transaction, session);
        long version = transaction.commit(actions(commit, files), merge());
        if (version == snapshot.version() + 1) {
            note(version, rows, found, files);
        }
    }

    /** @param written with the new rows */
    private record Files(MarkedRows marked, List<FileAction> written) {}

    private MergeMetrics metrics(FoundRows.Counts counts, Files files) {
        return new MergeMetrics(session.sparkContext())
                .with("numTargetRowsInserted", counts.inserted())
                .with("numTargetRowsUpdated", counts.updated())
                .with("numTargetRowsDeleted", counts.deleted())
                .with("numTargetRowsCopied", 0)
                .with("numTargetDeletionVectorsAdded", files.marked().added().size())
                .with("numTargetFilesAdded", files.written().size());
    }

    private static scala.collection.Seq<Action> actions(TableCommit commit, Files files) {
        List<Action> actions = new ArrayList<>();
        TableCommit.Transaction transaction = commit.transaction();
        actions.add(new SetTransaction(
                transaction.application(), transaction.version(), Option.apply(System.currentTimeMillis())));
        actions.addAll(files.marked().removed());
        actions.addAll(files.marked().added());
        actions.addAll(files.written());
        return JavaConverters.asScalaBuffer(actions).toSeq();
    }

    /** The index is at the new version then. Where it is not known which row came where, the keys are read from the files. */
    private void note(long version, IndexedRows rows, FoundRows found, Files files) {
        OperationKeys keys = rows.keys();
        index.committed(version, files.marked());
        for (int i = 0; i < keys.size(); i++) {
            if (found.has(i)) {
                index.keys().remove(keys.high(i), keys.low(i));
            }
        }
        if (rows.inOrder() && isOneFile(files.written(), found.counts())) {
            put(keys, index.know((AddFile) files.written().get(0)));
        } else {
            index.add(snapshot, files.written());
        }
    }

    private void put(OperationKeys keys, int file) {
        int row = 0;
        for (int i = 0; i < keys.size(); i++) {
            if (keys.operation(i) != RowOperation.REMOVE) {
                index.keys().put(keys.high(i), keys.low(i), file, row++);
            }
        }
    }

    private boolean isOneFile(List<FileAction> written, FoundRows.Counts counts) {
        return written.size() == 1
                && written.get(0) instanceof AddFile file
                && file.numPhysicalRecords().contains(counts.inserted() + counts.updated())
                && !snapshot.metadata().configuration().contains(OPTIMIZED_WRITE)
                && !session.conf().contains(OPTIMIZE_WRITES);
    }

    /** What it does, though not how. */
    private static DeltaOperations.Merge merge() {
        var none = JavaConverters.asScalaBuffer(List.<DeltaOperations.MergePredicate>of())
                .toSeq();
        return new DeltaOperations.Merge(
                Option.empty(), Option.empty(), Option.empty(), Option.empty(), none, none, none);
    }
}
