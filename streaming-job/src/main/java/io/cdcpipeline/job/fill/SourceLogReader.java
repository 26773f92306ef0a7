package io.cdcpipeline.job.fill;

import io.cdcpipeline.contract.SourceDatabase;
import io.cdcpipeline.contract.event.SourceKind;
import java.time.Instant;
import java.util.function.Supplier;

/** Where the source's log is now, and how far of it is known to be in Kafka. Not thread-safe. */
public interface SourceLogReader extends AutoCloseable {

    /** @param offset what the connector noted last of where it is; of use where no slot tells it */
    static SourceLogReader open(SourceDatabase database, Supplier<String> offset) {
        return database.kind() == SourceKind.MARIADB
                ? new MariaDbLogReader(database, offset)
                : new PostgresLogReader(database);
    }

    /**
     * @param position all that was committed before the time stands before it
     * @param time of the source's clock
     */
    record Place(long position, Instant time) {}

    Place now();

    /** A position behind all that was committed by now, which {@link #confirmed} comes to by itself. */
    long mark();

    /** All changes of transactions that were committed before that position are in Kafka; 0 while nobody knows. */
    long confirmed();

    @Override
    void close();
}
