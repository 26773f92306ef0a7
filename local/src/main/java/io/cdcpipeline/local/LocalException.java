package io.cdcpipeline.local;

/** What could not be done on this machine: one sentence that names the thing, the reason and the way out. */
public class LocalException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public LocalException(String message) {
        super(message);
    }

    public LocalException(String message, Throwable cause) {
        super(message, cause);
    }
}
