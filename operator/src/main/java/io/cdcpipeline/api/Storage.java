package io.cdcpipeline.api;

/** A claim for a volume that a managed database or broker keeps its data on. */
public record Storage(String size, String className) {

    public Storage {
        size = size == null ? "10Gi" : size;
    }
}
