package io.cdcpipeline.local.wait;

/** What was waited for did not come in time; the message says what is missing. */
public final class TimedOutException extends Exception {

    private static final long serialVersionUID = 1L;

    TimedOutException(String message) {
        super(message);
    }
}
