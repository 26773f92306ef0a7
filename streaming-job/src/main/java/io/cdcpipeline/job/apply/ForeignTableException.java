package io.cdcpipeline.job.apply;

/** A table stands where the pipeline would write, and is not the pipeline's: only a human can decide. */
public final class ForeignTableException extends IllegalStateException {

    ForeignTableException(String message) {
        super(message);
    }
}
