package io.cdcpipeline.job.fill;

/** The source is not ready for a fill now, and will be by itself; the message says what it waits for. */
public final class FillDelayedException extends SourceException {

    private static final long serialVersionUID = 1L;

    public FillDelayedException(String message) {
        super(message);
    }
}
