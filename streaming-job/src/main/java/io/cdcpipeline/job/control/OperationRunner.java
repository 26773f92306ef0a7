package io.cdcpipeline.job.control;

import io.cdcpipeline.job.lake.TableId;
import java.util.List;

/** Carries out the operations of one kind. Called from a thread of each operation's own. */
public interface OperationRunner {

    /**
     * Carries one out, and returns when it has ended. Whether it was cancelled is told by {@code run}, of which a table that
     * is not done yet keeps what it had.
     *
     * @param tables that are meant; empty for all that the pipeline has
     * @return what came of it; of one that was cancelled only success counts, which came before
     * @throws Exception for a failure, of which the first line is the operation's result
     */
    OperationResult run(List<TableId> tables, OperationRun run) throws Exception;

    /** Why this cannot be asked for, as one sentence with the way out; null when it can. */
    default String refusal(List<TableId> tables) {
        return null;
    }

    /** Whether operations of this kind run one after another, also when they are about different tables. */
    default boolean isAlone() {
        return true;
    }
}
