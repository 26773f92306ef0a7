package io.cdcpipeline.connect;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where the stream of one connector is: what pgoutput's BEGIN told of the transaction, and how many changes of it came.
 * The decoder writes it and the events' source block reads it, in the same thread and for the same message.
 */
final class CurrentTransaction {

    private static final Map<String, CurrentTransaction> BY_CONNECTOR = new ConcurrentHashMap<>();

    private long commitLsn;
    private long order;
    private boolean open;

    /** @param connector its logical name, of which a worker has but one */
    static CurrentTransaction of(String connector) {
        return BY_CONNECTOR.computeIfAbsent(connector, name -> new CurrentTransaction());
    }

    void begin(long lsn) {
        commitLsn = lsn;
        order = 0;
        open = true;
    }

    void change() {
        order++;
    }

    void end() {
        open = false;
    }

    /** Whether a transaction is being read; not in a snapshot. */
    boolean isOpen() {
        return open;
    }

    /** The LSN of the transaction's commit: it orders transactions as their effects became visible. */
    long commitLsn() {
        return commitLsn;
    }

    /** The change's place in its transaction, from 1; the same whenever the transaction is read. */
    long order() {
        return order;
    }
}
