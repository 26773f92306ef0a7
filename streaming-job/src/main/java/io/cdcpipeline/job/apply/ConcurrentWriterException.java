package io.cdcpipeline.job.apply;

/** Somebody else writes to a table under this pipeline's name. */
public final class ConcurrentWriterException extends RuntimeException {

    ConcurrentWriterException(String message) {
        super(message);
    }
}
