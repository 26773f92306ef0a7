package io.cdcpipeline.job.engine;

/** An index that is on disk cannot grow. What it has been told last may not be in it: it has to be forgotten. */
final class NoRoomForKeysException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoRoomForKeysException(String message) {
        super(message);
    }

    NoRoomForKeysException(String message, Throwable cause) {
        super(message, cause);
    }
}
