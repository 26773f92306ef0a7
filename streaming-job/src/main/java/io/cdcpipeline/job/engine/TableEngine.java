package io.cdcpipeline.job.engine;

/**
 * Carries row operations out on Delta tables. It knows of tables, keys and rows, and nothing of where they come from.
 *
 * <p>Not thread-safe: each thread has its own.
 */
@FunctionalInterface
public interface TableEngine {

    /**
     * The writer of the table at that path, whether there is one yet or not.
     *
     * @param path as Hadoop reads it, with or without a scheme
     */
    TableWriter table(String path);
}
