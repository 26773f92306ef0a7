package io.cdcpipeline.standin;

/** A resource that Strimzi refuses, or that this stand-in cannot play. Its simple name becomes the condition's reason. */
final class InvalidResourceException extends RuntimeException {
    InvalidResourceException(String message) {
        super(message);
    }
}
