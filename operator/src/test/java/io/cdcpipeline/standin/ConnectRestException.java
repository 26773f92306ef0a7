package io.cdcpipeline.standin;

/** An answer of Connect that is not the one hoped for; message as {@code KafkaConnectApi}'s exception of this name has it. */
final class ConnectRestException extends RuntimeException {
    private final int statusCode;

    ConnectRestException(String method, String path, int statusCode, String message) {
        super(method + " " + path + " returned " + statusCode + " (" + statusCode + "): " + message);
        this.statusCode = statusCode;
    }

    int statusCode() {
        return statusCode;
    }
}
