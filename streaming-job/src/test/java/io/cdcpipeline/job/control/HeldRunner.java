package io.cdcpipeline.job.control;

import io.cdcpipeline.job.lake.TableId;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Operations that take until a test says what comes of them: what real ones do has tests of its own. */
final class HeldRunner implements OperationRunner {

    private final boolean alone;
    private final BlockingQueue<Held> running = new LinkedBlockingQueue<>();
    private final AtomicInteger begun = new AtomicInteger();
    private String refusal;

    HeldRunner(boolean alone) {
        this.alone = alone;
    }

    /** One that has begun. */
    record Held(List<TableId> tables, OperationRun run, CompletableFuture<OperationResult> outcome, Thread thread) {

        /** Its thread is at its end, whatever came of it. */
        void awaitEnd() throws InterruptedException {
            thread.join(10_000);
            if (thread.isAlive()) {
                throw new AssertionError("The operation goes on");
            }
        }

        void end(OperationResult result) {
            outcome.complete(result);
        }

        void fail(Exception e) {
            outcome.completeExceptionally(e);
        }
    }

    void refuse(String reason) {
        refusal = reason;
    }

    int begun() {
        return begun.get();
    }

    /** The next one that begins, within ten seconds. */
    Held next() throws InterruptedException {
        Held next = running.poll(10, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("No operation has begun");
        }
        return next;
    }

    @Override
    public OperationResult run(List<TableId> tables, OperationRun run) throws Exception {
        Held held = new Held(tables, run, new CompletableFuture<>(), Thread.currentThread());
        begun.incrementAndGet();
        running.add(held);
        try {
            return held.outcome().get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    @Override
    public String refusal(List<TableId> tables) {
        return refusal;
    }

    @Override
    public boolean isAlone() {
        return alone;
    }
}
