package io.cdcpipeline.job.apply;

/** A fill would not help the table; the message says what would. */
final class UnfillableTableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnfillableTableException(String message) {
        super(message);
    }
}
