package io.cdcpipeline.job.engine;

import io.cdcpipeline.job.steps.Step;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.actions.FileAction;
import org.apache.spark.sql.delta.deletionvectors.RoaringBitmapArray;

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
        MarkedCommit marked = MarkedCommit.on(session, snapshot);
        MarkedCommit.Files files = new MarkedCommit.Files(
                Step.of("table: marks", () -> MarkedRows.write(snapshot, marks(found))),
                Step.of("table: new file", () -> rows.write(marked.transaction(), index, found)));
        long version = Step.of("table: Delta's commit", () -> marked.make(commit.transaction(), files, found.counts()));
        if (version == snapshot.version() + 1) {
            index.change(() -> note(version, rows, found, files));
        }
    }

    private Map<AddFile, RoaringBitmapArray> marks(FoundRows found) {
        Map<AddFile, RoaringBitmapArray> marks = new HashMap<>();
        found.marks().forEach((number, bitmap) -> marks.put(index.file(number).file(), bitmap));
        return marks;
    }

    /** The index is at the new version then. Where it is not known which row came where, the keys are read from the files. */
    private void note(long version, IndexedRows rows, FoundRows found, MarkedCommit.Files files) {
        OperationKeys keys = rows.keys();
        index.committed(version, files.marked());
        for (int i = 0; i < keys.size(); i++) {
            if (found.has(i)) {
                index.keys().remove(keys.high(i), keys.low(i));
            }
        }
        if (rows.inOrder() && isOneFile(files.written(), found.counts())) {
            put(keys, found, index.know((AddFile) files.written().get(0)));
        } else {
            index.add(snapshot, files.written());
        }
    }

    private void put(OperationKeys keys, FoundRows found, int file) {
        int row = 0;
        for (int i = 0; i < keys.size(); i++) {
            if (FoundRows.isThere(keys.operation(i), found.has(i))) {
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
}
