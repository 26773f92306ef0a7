package io.cdcpipeline.local.query;

import io.cdcpipeline.local.LocalException;

/** Spark cannot run a statement; the message says why. */
public final class QueryRefusedException extends LocalException {

    private static final long serialVersionUID = 1L;

    private final String code;

    QueryRefusedException(String code, String message) {
        super(message);
        this.code = code;
    }

    /** Spark's error class, such as {@code TABLE_OR_VIEW_NOT_FOUND}. */
    public String code() {
        return code;
    }
}
