package io.cdcpipeline.job.fill;

import java.sql.SQLException;

/** The source does not give what a fill needs; the message is one sentence. */
public class SourceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SourceException(String message, Throwable cause) {
        super(message, cause);
    }

    public SourceException(String message) {
        super(message);
    }

    public static SourceException of(String what, SQLException e) {
        String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        return new SourceException(what + ": " + message, e);
    }
}
