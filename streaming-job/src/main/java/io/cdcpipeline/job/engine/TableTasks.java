package io.cdcpipeline.job.engine;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What is done to tables beside their commits, one after another, and not to one that nobody writes any more: a file that came into a
 * removed folder would be half a table to whoever makes one there. Thread-safe.
 */
final class TableTasks {

    private final Executor thread;
    private final Set<String> waiting = ConcurrentHashMap.newKeySet();
    private final ReentrantLock turn = new ReentrantLock();
    private volatile String current;

    TableTasks(Executor thread) {
        this.thread = thread;
    }

    /** In a thread of that name, which ends with the process. */
    static TableTasks inThread(String name) {
        return new TableTasks(Executors.newSingleThreadExecutor(work -> {
            Thread daemon = new Thread(work, name);
            daemon.setDaemon(true);
            return daemon;
        }));
    }

    /** Has the task done for the table at the path, for which no other one waits. */
    void add(String path, Runnable task) {
        waiting.add(path);
        thread.execute(() -> run(path, task));
    }

    private void run(String path, Runnable task) {
        turn.lock();
        try {
            current = path;
            if (waiting.remove(path)) {
                task.run();
            }
        } finally {
            current = null;
            turn.unlock();
        }
    }

    /** Returns when nothing is done to the table, and nothing is going to be. */
    void release(String path) {
        if (!waiting.remove(path) && path.equals(current)) {
            turn.lock();
            turn.unlock();
        }
    }
}
