package io.cdcpipeline.job.transport;

/** The transport as a whole cannot be asked: no table's trouble, but everybody's. */
public final class TransportException extends RuntimeException {

    TransportException(String message, Throwable cause) {
        super(message, cause);
    }
}
