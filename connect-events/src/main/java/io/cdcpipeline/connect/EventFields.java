package io.cdcpipeline.connect;

/**
 * How the fields of an event are called. Debezium's names, but for those that our connectors add; the classes here know no more of
 * it, since each source's connector has a version of its own.
 */
public final class EventFields {

    static final String BEFORE = "before";
    static final String AFTER = "after";
    static final String SOURCE = "source";
    static final String OPERATION = "op";

    /** In the source block: the table's schema; of a source that has none, its database. */
    public static final String SCHEMA = "schema";

    static final String TABLE = "table";
    static final String SNAPSHOT = "snapshot";
    static final String TIME = "ts_us";

    /** In the source block: the transaction's number. */
    public static final String TRANSACTION = "txId";

    /** In the source block: the change's place in the source's log. */
    public static final String LSN = "lsn";

    /** In the source block, and ours: the place of its transaction's commit, which orders transactions as their effects became visible. */
    public static final String COMMIT_LSN = "commit_lsn";

    /** In the source block, and ours: the change's place in its transaction, from 1. */
    public static final String ORDER = "order";

    private EventFields() {}
}
