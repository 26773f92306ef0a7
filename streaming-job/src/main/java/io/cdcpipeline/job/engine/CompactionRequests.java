package io.cdcpipeline.job.engine;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Tables that change too often for somebody else to replace their files, and whose writer is asked to do it between two of its
 * commits. Thread-safe.
 */
final class CompactionRequests {

    private final Map<String, CompletableFuture<Compaction>> asked = new ConcurrentHashMap<>();

    boolean isAsked(String path) {
        return asked.containsKey(path);
    }

    /**
     * Asks the table's writer, and waits for what it did. The request stays until it is answered or {@link #withdraw withdrawn}.
     *
     * @param limit of the wait
     * @return empty when the writer has not come to it: nothing may have changed in the table any more
     */
    Optional<Compaction> ask(String path, Duration limit) {
        try {
            return Optional.of(asked.computeIfAbsent(path, p -> new CompletableFuture<>())
                    .get(limit.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException why ? why : new IllegalStateException(e.getCause());
        }
    }

    void withdraw(String path) {
        asked.remove(path);
    }

    /** What whoever asked gets is what comes of it, a failure included: that is none of the writer's. */
    void answer(String path, Supplier<Compaction> compaction) {
        CompletableFuture<Compaction> request = asked.get(path);
        if (request == null) {
            return;
        }
        try {
            request.complete(compaction.get());
        } catch (Exception e) { // Spark throws checked exceptions that it does not declare
            request.completeExceptionally(e);
        }
        asked.remove(path, request);
    }
}
