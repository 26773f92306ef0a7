package io.cdcpipeline.connect;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * What a task gives out before any change: nothing else comes before all of it has been written, so that who reads a change
 * finds it, and a worker that ends in between gives it out again.
 */
public final class FirstRecords {

    /** A task that is asked for records answers within that. */
    private static final long PATIENCE_MILLIS = 200;

    private final List<SourceRecord> pending;
    private boolean sent;

    public FirstRecords(List<SourceRecord> records) {
        this.pending = new ArrayList<>(records);
    }

    /** What is to be given out instead of changes; null once it has been written. */
    public synchronized List<SourceRecord> next() throws InterruptedException {
        if (!pending.isEmpty() && sent) {
            wait(PATIENCE_MILLIS);
        }
        if (pending.isEmpty()) {
            return null;
        }
        List<SourceRecord> next = sent ? List.of() : List.copyOf(pending);
        sent = true;
        return next;
    }

    public synchronized void written(SourceRecord record) {
        if (pending.removeIf(one -> one.sourcePartition().equals(record.sourcePartition())) && pending.isEmpty()) {
            notifyAll();
        }
    }
}
