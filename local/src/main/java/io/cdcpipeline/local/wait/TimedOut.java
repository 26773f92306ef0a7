package io.cdcpipeline.local.wait;

/** What was waited for did not come in time; the message says what is missing. */
public final class TimedOut extends Exception {

    private static final long serialVersionUID = 1L;

    TimedOut(String message) {
        super(message);
    }
}
