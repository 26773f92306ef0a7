package io.cdcpipeline.job.apply;

/** A table cannot be compared now; the message is one sentence. */
class NotComparedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotComparedException(String message) {
        super(message);
    }
}
