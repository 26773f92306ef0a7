package io.cdcpipeline.job.apply;

import io.cdcpipeline.job.engine.TableEngine;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.spark.sql.SparkSession;

/**
 * Some engines, each with a session of its own because Delta reads a commit's transaction and metadata from the
 * session's configuration, and as many threads.
 */
final class EnginePool {

    interface Work<I, O> {
        O with(TableEngine engine, I item) throws Exception;
    }

    /** More than a few only wait for each other's Spark jobs. */
    private static final int SIZE = 4;

    private final Function<SparkSession, TableEngine> factory;
    private final BlockingQueue<TableEngine> idle = new ArrayBlockingQueue<>(SIZE);
    private final ExecutorService threads;

    EnginePool(Function<SparkSession, TableEngine> factory) {
        this.factory = factory;
        AtomicInteger number = new AtomicInteger();
        this.threads = Executors.newFixedThreadPool(SIZE, work -> {
            Thread thread = new Thread(work, "table-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** All of them, also when one fails; then throws what the first one threw. */
    <I, O> List<O> each(SparkSession session, Collection<I> items, Work<I, O> work) throws Exception {
        List<Future<O>> running = new ArrayList<>();
        for (I item : items) {
            running.add(threads.submit(() -> {
                TableEngine engine = idle.poll();
                if (engine == null) {
                    engine = factory.apply(session.newSession());
                }
                try {
                    return work.with(engine, item);
                } finally {
                    idle.offer(engine);
                }
            }));
        }
        return results(running);
    }

    private static <O> List<O> results(List<Future<O>> running) throws Exception {
        List<O> results = new ArrayList<>();
        Exception failure = null;
        for (Future<O> one : running) {
            try {
                results.add(one.get());
            } catch (ExecutionException e) {
                Exception cause = e.getCause() instanceof Exception c ? c : e;
                if (failure == null) {
                    failure = cause;
                } else {
                    failure.addSuppressed(cause);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
        return results;
    }
}
