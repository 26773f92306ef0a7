package io.cdcpipeline.connect;

import io.debezium.connector.postgresql.PostgresStreamingChangeEventSource.PgConnectionSupplier;
import io.debezium.connector.postgresql.PostgresType;
import io.debezium.connector.postgresql.UnchangedToastedReplicationMessageColumn;
import io.debezium.connector.postgresql.connection.ReplicationMessage;

/**
 * A value of the stream.
 *
 * @param text null for NULL
 * @param unchanged whether it is a large value that the source did not send, since it did not change
 */
record TextColumn(String name, String text, boolean unchanged) implements ReplicationMessage.Column {

    @Override
    public String getName() {
        return name;
    }

    /** Debezium only asks whether it is an enum, whose values it would look up. */
    @Override
    public PostgresType getType() {
        return PostgresType.UNKNOWN;
    }

    /** Asked for by messages that have no schema of their own; pgoutput's have. */
    @Override
    public ReplicationMessage.ColumnTypeMetadata getTypeMetadata() {
        throw new UnsupportedOperationException("the Relation message has told it");
    }

    @Override
    public Object getValue(PgConnectionSupplier connection, boolean includeUnknownDatatypes) {
        return unchanged ? UnchangedToastedReplicationMessageColumn.UNCHANGED_TOAST_VALUE : text;
    }

    @Override
    public boolean isOptional() {
        return true;
    }

    @Override
    public boolean isToastedColumn() {
        return unchanged;
    }
}
