package io.cdcpipeline.job.control;

/** An operation that is not taken, and what to do instead. */
public final class OperationRefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Why, as HTTP says it. */
    enum Reason {
        IMPOSSIBLE(400),
        ID_TAKEN(409),
        TOO_MANY(429);

        private final int status;

        Reason(int status) {
            this.status = status;
        }
    }

    private final Reason reason;

    OperationRefusedException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** Of HTTP. */
    int status() {
        return reason.status;
    }
}
