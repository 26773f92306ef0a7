package io.cdcpipeline.local;

/** What could not be done on this machine: one sentence that names the thing, the reason and the way out. */
public class LocalFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public LocalFailure(String message) {
        super(message);
    }

    public LocalFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
