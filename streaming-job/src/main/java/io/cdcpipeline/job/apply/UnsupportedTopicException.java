package io.cdcpipeline.job.apply;

/** A topic that cannot carry a table's changes in order. */
public final class UnsupportedTopicException extends RuntimeException {

    UnsupportedTopicException(String message) {
        super(message);
    }
}
