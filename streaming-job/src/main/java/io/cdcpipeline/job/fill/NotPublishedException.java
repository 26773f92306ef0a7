package io.cdcpipeline.job.fill;

/** The table is not captured, or not any more: to fill it is of no use. */
public final class NotPublishedException extends SourceException {

    private static final long serialVersionUID = 1L;

    NotPublishedException(String message) {
        super(message);
    }
}
