package io.cdcpipeline.job.engine;

import java.util.List;
import java.util.Optional;

/**
 * How the table came to hold the rows that it holds.
 *
 * @param rows metadata of our commit that made them: the newest one, or after a RESTORE the one of the version that was
 *     restored; empty when no commit has it whose file is still there
 * @param newest metadata of our newest commit, whatever became of its rows
 * @param foreign commits of others that changed rows since the one that made them, newest first; a RESTORE to a version
 *     is not among them, since what it did is known
 */
public record TableHistory(Optional<String> rows, Optional<String> newest, List<ForeignCommit> foreign) {

    /** @param operation as Delta calls it: DELETE, say */
    public record ForeignCommit(long version, String operation) {

        @Override
        public String toString() {
            return operation + " in version " + version;
        }
    }
}
