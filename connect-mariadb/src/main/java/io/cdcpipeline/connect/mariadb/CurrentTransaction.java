package io.cdcpipeline.connect.mariadb;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.connect.errors.ConnectException;

/**
 * Where the stream of one connector is: the transaction's number in its GTID, and how many rows of it came in events before the
 * current one. Whoever reads the log writes it, and the events' source block reads it, in the same thread and for the same event.
 *
 * <p>Rows are counted from the transaction's beginning also when Debezium skips those that it has given out before, so that a
 * row's place is the same whenever, and from whichever server, it is read.
 */
final class CurrentTransaction {

    private static final Map<String, CurrentTransaction> BY_CONNECTOR = new ConcurrentHashMap<>();

    private static final int NO_DOMAIN = -1;

    private long domain = NO_DOMAIN;
    private long number;
    private long rowsBefore;
    private long rowsOfEvent;
    private long snapshot;
    private String unknown;
    private boolean inSnapshot;
    private boolean standalone;

    /** @param connector its logical name, of which a worker has but one */
    static CurrentTransaction of(String connector) {
        return BY_CONNECTOR.computeIfAbsent(connector, name -> new CurrentTransaction());
    }

    /** A task begins: whatever snapshot it takes is another one than any before. */
    void start(long millis) {
        snapshot = millis;
        domain = NO_DOMAIN;
        begin(0);
    }

    /**
     * A transaction begins.
     *
     * @param ofOneStatement no event ends it: it is over with its one statement, a definition
     * @throws ConnectException when it is of another domain: numbers of two domains have no order
     */
    void begin(long gtidDomain, long gtidNumber, boolean ofOneStatement) {
        if (domain != NO_DOMAIN && domain != gtidDomain) {
            throw new ConnectException(
                    "The server's log has transactions of the GTID domains " + domain + " and " + gtidDomain
                            + ", which have no order among them: a pipeline reads one domain."
                            + " Set gtid_domain_id to the same number on all servers that write here");
        }
        domain = gtidDomain;
        inSnapshot = false;
        standalone = ofOneStatement;
        begin(gtidNumber);
    }

    private void begin(long gtidNumber) {
        number = gtidNumber;
        rowsBefore = 0;
        rowsOfEvent = 0;
    }

    /** The place at which a snapshot sees the database: transactions up to that number are in it. */
    void snapshotAt(long gtidNumber) {
        begin(gtidNumber);
        inSnapshot = true;
    }

    /** Whether what comes is read by a snapshot and not in the log. */
    boolean isSnapshot() {
        return inSnapshot;
    }

    /** Whether it is over with its one statement. */
    boolean isOfOneStatement() {
        return standalone;
    }

    /** An event with so many rows is next. */
    void rows(int count) {
        rowsBefore += rowsOfEvent;
        rowsOfEvent = count;
    }

    long number() {
        return number;
    }

    /** @param row of the current event, from 0 */
    long order(int row) {
        return rowsBefore + row + 1;
    }

    /** There were changes of a table that the task did not know: the next one has to begin anew. */
    void failedBy(String unknownTable) {
        unknown = unknownTable;
    }

    /** What made an earlier task fail, once; null when nothing did. */
    String takeFailure() {
        String taken = unknown;
        unknown = null;
        return taken;
    }

    /** Tells the task's snapshot from those of others. */
    long snapshot() {
        return snapshot;
    }
}
