package io.cdcpipeline.job.schema;

/** A table of the source cannot be in the lake what it is to be. */
public class UnfitTableException extends IllegalStateException {

    public UnfitTableException(String reason) {
        super(reason);
    }
}
