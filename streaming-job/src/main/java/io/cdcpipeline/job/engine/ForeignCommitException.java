package io.cdcpipeline.job.engine;

/** Somebody else has changed the table's rows since it was read; what is known of it has to be read anew. */
public final class ForeignCommitException extends RuntimeException {

    public ForeignCommitException(String path, TableHistory.ForeignCommit commit) {
        super("Somebody else has changed rows of the table at " + path + ": " + commit);
    }
}
