package io.cdcpipeline.connect;

import io.cdcpipeline.contract.columns.SourceColumns;
import io.debezium.connector.postgresql.TypeRegistry;
import io.debezium.connector.postgresql.connection.Lsn;
import io.debezium.connector.postgresql.connection.MessageDecoderContext;
import io.debezium.connector.postgresql.connection.PostgresConnection;
import io.debezium.connector.postgresql.connection.ReplicationMessage.NoopMessage;
import io.debezium.connector.postgresql.connection.ReplicationMessage.Operation;
import io.debezium.connector.postgresql.connection.ReplicationStream.ReplicationMessageProcessor;
import io.debezium.connector.postgresql.connection.WalPositionLocator;
import io.debezium.connector.postgresql.connection.pgoutput.PgOutputMessageDecoder;
import io.debezium.connector.postgresql.connection.pgoutput.PgOutputReplicationMessage;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.time.Instant;

/**
 * Reads pgoutput's messages such that a row's values are the texts that PostgreSQL sent, and its columns are those of the
 * Relation message at that place in the log. What is not about rows, Debezium's decoder reads. Not thread-safe.
 *
 * <p>Format: PostgreSQL's documentation, "Logical Replication Message Formats", protocol version 1.
 */
final class TextMessageDecoder extends PgOutputMessageDecoder {

    /** Microseconds from 1970 to 2000, from which PostgreSQL counts. */
    private static final long EPOCH_MICROS = 946_684_800_000_000L;

    private final Relations relations;
    private final CurrentTransaction transaction;
    private final Catalog catalog;
    private Long transactionId;
    private Instant commitTime;
    private long lsn;

    TextMessageDecoder(
            MessageDecoderContext context, PostgresConnection connection, Catalog catalog, SourceColumns masked) {
        super(context, connection);
        this.catalog = catalog;
        this.relations = new Relations(context, catalog, masked);
        this.transaction = CurrentTransaction.of(context.getConfig().getLogicalName());
        this.transaction.end(); // whatever a task before this one was reading
    }

    /** What is skipped counts all the same: a change has the same order whenever its transaction is read. */
    @Override
    public boolean shouldMessageBeSkipped(ByteBuffer buffer, Lsn lastReceived, Lsn start, WalPositionLocator position) {
        lsn = lastReceived == null ? 0 : lastReceived.asLong();
        boolean skipped = super.shouldMessageBeSkipped(buffer, lastReceived, start, position);
        if (skipped && isChange(buffer.get(buffer.position()))) {
            transaction.change();
        }
        return skipped;
    }

    @Override
    public void processNotEmptyMessage(ByteBuffer buffer, ReplicationMessageProcessor processor, TypeRegistry types)
            throws SQLException, InterruptedException {
        int start = buffer.position();
        byte kind = buffer.get();
        switch (kind) {
            case 'R' -> relations.read(buffer);
            case 'I', 'U', 'D' -> {
                transaction.change();
                change(kind, buffer, processor);
            }
            case 'T' -> {
                transaction.change();
                truncated(buffer);
                pass(start, buffer, processor, types);
            }
            default -> {
                note(kind, buffer);
                pass(start, buffer, processor, types);
                if (kind == 'C') {
                    transaction.end();
                }
            }
        }
    }

    /** To Debezium's own decoder, from the message's kind on. */
    private void pass(int start, ByteBuffer buffer, ReplicationMessageProcessor processor, TypeRegistry types)
            throws SQLException, InterruptedException {
        buffer.position(start);
        super.processNotEmptyMessage(buffer, processor, types);
    }

    /** Debezium's decoder asks for the tables by the numbers that it finds in the message. */
    private void truncated(ByteBuffer buffer) throws SQLException {
        int tables = buffer.getInt();
        buffer.get(); // CASCADE, RESTART IDENTITY
        for (int i = 0; i < tables; i++) {
            relations.captured(buffer.getInt(), place());
        }
    }

    private Place place() {
        return new Place(lsn, transactionId);
    }

    private static boolean isChange(byte kind) {
        return kind == 'I' || kind == 'U' || kind == 'D' || kind == 'T';
    }

    private void note(byte kind, ByteBuffer buffer) {
        if (kind == 'B') {
            transaction.begin(buffer.getLong());
            long micros = buffer.getLong() + EPOCH_MICROS;
            commitTime = Instant.ofEpochSecond(
                    Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000L);
            transactionId = Integer.toUnsignedLong(buffer.getInt());
        }
    }

    private void change(byte kind, ByteBuffer buffer, ReplicationMessageProcessor processor)
            throws SQLException, InterruptedException {
        Operation operation =
                switch (kind) {
                    case 'I' -> Operation.INSERT;
                    case 'U' -> Operation.UPDATE;
                    default -> Operation.DELETE;
                };
        int id = buffer.getInt();
        Relation relation = relations.captured(id, place());
        if (relation == null) {
            processor.process(new NoopMessage(transactionId, commitTime, operation));
            return;
        }
        int start = buffer.position();
        Tuples tuples = Tuples.read(buffer, relation);
        if (relation.composite()) {
            relation = relations.retyped(id, tuples.outgrow(relation));
            tuples = Tuples.read(buffer.position(start), relation);
        }
        processor.process(new PgOutputReplicationMessage(
                operation, relation.table(), commitTime, transactionId, tuples.before(), tuples.after()));
    }

    @Override
    public void close() {
        super.close();
        catalog.close();
    }
}
