package io.cdcpipeline.job.engine;

import io.cdcpipeline.job.steps.Step;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.FileAction;

/**
 * One commit of few rows that are only added, without a Spark job. Delta's own append asks whether its transaction is there already, for which it
 * reads the whole state of the table's log by jobs, however small the table is.
 */
record AppendedCommit(SparkSession session, Snapshot snapshot, NewFiles writes) {

    /** Each so many commits one is left to Delta, which puts small files together behind it. */
    private static final int TURN = 16;

    static boolean suits(TableCommit commit) {
        return commit.target() == TableCommit.Target.NO_SUCH_ROW
                && commit.rows().operations() instanceof LocalOperations;
    }

    /** Whether it is Delta's turn on that version. */
    static boolean isLeft(Snapshot snapshot) {
        return snapshot.version() % TURN == TURN - 1;
    }

    void make(TableCommit commit) {
        LocalOperations rows = (LocalOperations) commit.rows().operations();
        MarkedCommit marked = MarkedCommit.on(session, snapshot);
        List<FileAction> files = Step.of("table: new file", () -> writes.write(session, marked.transaction(), rows));
        FoundRows.Counts counts = new FoundRows.Counts(rows.operations().size(), 0, 0);
        Step.of(
                "table: Delta's commit",
                () -> marked.make(commit.transaction(), new MarkedCommit.Files(MarkedRows.NONE, files), counts));
    }
}
