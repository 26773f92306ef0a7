package io.cdcpipeline.job.engine;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaOperations;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.FileAction;
import org.apache.spark.sql.delta.actions.SetTransaction;
import scala.Option;
import scala.collection.JavaConverters;

/** A commit of marks in files that are there, and of files with new rows; readers of the table's history see a MERGE. */
record MarkedCommit(SparkSession session, OptimisticTransaction transaction) {

    /** Begins one on that version. Whatever another adds to the table meanwhile is a conflict. */
    static MarkedCommit on(SparkSession session, Snapshot snapshot) {
        OptimisticTransaction transaction = new CheckpointlessTransaction(snapshot);
        transaction.readWholeTable();
        return new MarkedCommit(session, transaction);
    }

    /** @param written with the new rows */
    record Files(MarkedRows marked, List<FileAction> written) {}

    /** @return the version */
    long make(TableCommit.Transaction own, Files files, FoundRows.Counts counts) {
        metrics(counts, files).register(transaction, session);
        List<Action> actions = new ArrayList<>();
        actions.add(new SetTransaction(own.application(), own.version(), Option.apply(System.currentTimeMillis())));
        actions.addAll(files.marked().removed());
        actions.addAll(files.marked().added());
        actions.addAll(files.written());
        return transaction.commit(JavaConverters.asScalaBuffer(actions).toSeq(), merge());
    }

    private MergeMetrics metrics(FoundRows.Counts counts, Files files) {
        return new MergeMetrics(session.sparkContext())
                .with("numTargetRowsInserted", counts.inserted())
                .with("numTargetRowsUpdated", counts.updated())
                .with("numTargetRowsDeleted", counts.deleted())
                .with("numTargetRowsCopied", 0)
                .with("numOutputRows", counts.inserted() + counts.updated())
                .with("numTargetDeletionVectorsAdded", files.marked().added().size())
                .with("numTargetFilesAdded", files.written().size());
    }

    /** What it does, though not how. */
    private static DeltaOperations.Merge merge() {
        var none = JavaConverters.asScalaBuffer(List.<DeltaOperations.MergePredicate>of())
                .toSeq();
        return new DeltaOperations.Merge(
                Option.empty(), Option.empty(), Option.empty(), Option.empty(), none, none, none);
    }
}
