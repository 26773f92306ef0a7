package io.cdcpipeline.job.apply;

import io.cdcpipeline.contract.OperationRequest;
import io.cdcpipeline.job.control.OperationResult;
import io.cdcpipeline.job.control.OperationRun;
import io.cdcpipeline.job.control.OperationRunner;
import io.cdcpipeline.job.lake.TableId;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/** Removes dead letters of tables, and does nothing about what those lack. */
final class DropLettersOperation implements OperationRunner {

    private static final TableId ALL = TableId.parse(OperationRequest.ALL);

    private final DeadLetterTable letters;
    private final SparkSession session;

    /** @param session nobody else's */
    DropLettersOperation(DeadLetterTable letters, SparkSession session) {
        this.letters = letters;
        this.session = session;
    }

    @Override
    public String refusal(List<TableId> tables) {
        return tables.isEmpty()
                ? "tables: DropDeadLetters names those whose letters are to go, as schema.table, or "
                        + OperationRequest.ALL + " for all"
                : null;
    }

    @Override
    public OperationResult run(List<TableId> tables, OperationRun run) {
        if (tables.contains(ALL)) {
            return result(letters.dropAll(session));
        }
        long gone = 0;
        int done = 0;
        for (TableId table : tables) {
            run.progress(done++, tables.size(), "those of " + table + " are being removed");
            if (run.isCancelled()) {
                return new OperationResult(false, "cancelled");
            }
            gone += letters.drop(session, letters.find(session, table));
        }
        run.progress(done, done, null);
        return result(gone);
    }

    private static OperationResult result(long gone) {
        return new OperationResult(
                true,
                gone == 0
                        ? "there was no dead letter"
                        : RetryLettersOperation.letters(gone)
                                + " removed; what a table lacks stays as its status says");
    }
}
