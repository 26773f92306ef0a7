package io.cdcpipeline.job;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hadoop.util.ShutdownHookManager;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryException;

/** Ends the query before Spark ends itself when the process is asked to stop. */
final class Stopping implements AutoCloseable {

    /** Above Spark's own hook, which runs at the priority of Hadoop's file systems plus 30. */
    private static final int BEFORE_SPARK = 100;

    private static final long SECONDS = 25;

    private final StreamingQuery query;
    private final Runnable hook = this::stop;

    private Stopping(StreamingQuery query) {
        this.query = query;
    }

    static Stopping with(StreamingQuery query) {
        Stopping stopping = new Stopping(query);
        ShutdownHookManager.get().addShutdownHook(stopping.hook, BEFORE_SPARK, SECONDS, TimeUnit.SECONDS);
        return stopping;
    }

    private void stop() {
        try {
            query.stop();
        } catch (TimeoutException e) {
            // a batch that does not end in time is replayed by the next start
        }
    }

    void await() throws StreamingQueryException {
        query.awaitTermination();
    }

    @Override
    public void close() {
        if (!ShutdownHookManager.get().isShutdownInProgress()) {
            ShutdownHookManager.get().removeShutdownHook(hook);
        }
    }
}
