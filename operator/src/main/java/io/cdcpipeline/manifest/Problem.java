package io.cdcpipeline.manifest;

/**
 * What is wrong with one field of a manifest.
 *
 * @param field its path, {@code spec.lake.path}; empty for the manifest as a whole
 * @param value the value there, shortened; empty where it is missing or more than one value
 * @param message why that is refused, and the way out
 */
public record Problem(String field, String value, String message) {

    /** One sentence. */
    @Override
    public String toString() {
        if (field.isEmpty()) {
            return message;
        }
        return value.isEmpty() ? field + ": " + message : field + " is " + value + ": " + message;
    }
}
