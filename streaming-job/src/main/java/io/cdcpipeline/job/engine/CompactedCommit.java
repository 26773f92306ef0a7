package io.cdcpipeline.job.engine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.DeltaOperations;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.deletionvectors.RoaringBitmapArray;
import scala.Option;
import scala.collection.JavaConverters;

/**
 * Puts a compacted file in the place of those whose rows it has. Rows that were changed or deleted since it was written are
 * marked in it as deleted: the index tells which. So it never has to be written again, however often the table changes.
 */
final class CompactedCommit {

    private final SparkSession session;
    private final Snapshot snapshot;
    private final TableIndex index;
    private final CompactedFile compacted;

    /** @param index at the snapshot's version */
    CompactedCommit(SparkSession session, Snapshot snapshot, TableIndex index, CompactedFile compacted) {
        this.session = session;
        this.snapshot = snapshot;
        this.index = index;
        this.compacted = compacted;
    }

    /** @return whether it was made; else the file is of no use, and stays until it is vacuumed */
    boolean make() {
        if (isOld()) {
            return false;
        }
        List<AddFile> replaced = new ArrayList<>();
        Set<Integer> numbers = new HashSet<>();
        for (String path : compacted.replaced()) {
            TableIndex.IndexedFile file = index.file(path);
            if (file == null) {
                return false;
            }
            replaced.add(file.file());
            numbers.add(file.number());
        }
        RoaringBitmapArray gone = gone(numbers);
        long rows = replaced.stream()
                .mapToLong(f -> (Long) f.numLogicalRecords().get())
                .sum();
        if (!compacted.hash().equals(index.hash()) || compacted.rows() - gone.cardinality() != rows) {
            return false;
        }
        commit(replaced, gone);
        return true;
    }

    /** A file that is in no commit is vacuumed once it is as old as the table keeps files that it does not need. */
    private boolean isOld() {
        long age = System.currentTimeMillis() - compacted.file().modificationTime();
        return age > DeltaLog.tombstoneRetentionMillis(snapshot.metadata()) / 2;
    }

    /** Rows of the file that are not where they were when it was written. */
    private RoaringBitmapArray gone(Set<Integer> numbers) {
        RoaringBitmapArray gone = new RoaringBitmapArray();
        for (int row = 0; row < compacted.rows(); row++) {
            long place = index.keys().find(compacted.high()[row], compacted.low()[row]);
            if (place == KeyIndex.ABSENT || !numbers.contains(KeyIndex.file(place))) {
                gone.add(row);
            }
        }
        return gone;
    }

    private void commit(List<AddFile> replaced, RoaringBitmapArray gone) {
        long now = System.currentTimeMillis();
        List<Action> actions = new ArrayList<>();
        replaced.forEach(f -> actions.add(f.removeWithTimestamp(now, false)));
        AddFile file = MarkedRows.without(snapshot, compacted.file(), gone);
        if (gone.cardinality() < compacted.rows()) {
            actions.add(file);
        }
        OptimisticTransaction transaction = new CheckpointlessTransaction(snapshot);
        new MergeMetrics(session.sparkContext())
                .with("numRemovedFiles", replaced.size())
                .with("numAddedFiles", 1)
                .register(transaction, session);
        long version = transaction.commit(JavaConverters.asScalaBuffer(actions).toSeq(), optimize());
        if (version == snapshot.version() + 1) {
            index.change(() -> note(version, replaced, file, gone));
        }
    }

    private void note(long version, List<AddFile> replaced, AddFile file, RoaringBitmapArray gone) {
        int number = index.know(file);
        for (int row = 0; row < compacted.rows(); row++) {
            if (!gone.contains(row)) {
                index.keys().put(compacted.high()[row], compacted.low()[row], number, row);
            }
        }
        index.replaced(version, replaced);
    }

    private static DeltaOperations.Optimize optimize() {
        var everywhere = JavaConverters.asScalaBuffer(List.<Expression>of()).toSeq();
        var noOrder = JavaConverters.asScalaBuffer(List.<String>of()).toSeq();
        return new DeltaOperations.Optimize(everywhere, noOrder, true, Option.empty(), false);
    }
}
