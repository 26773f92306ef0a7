package io.cdcpipeline.connect;

import io.debezium.connector.postgresql.connection.MessageDecoder;
import io.debezium.connector.postgresql.connection.PostgresReplicationConnection;
import io.debezium.connector.postgresql.connection.ReplicationConnection;
import java.lang.reflect.Field;

/** The one place where we reach into Debezium: it makes the decoder itself, by the plugin's name. */
final class DecoderField {

    private static final String NAME = "messageDecoder";

    private DecoderField() {}

    static void set(ReplicationConnection connection, MessageDecoder decoder) {
        try {
            Field field = PostgresReplicationConnection.class.getDeclaredField(NAME);
            field.setAccessible(true);
            MessageDecoder original = (MessageDecoder) field.get(connection);
            field.set(connection, decoder);
            if (original == null) {
                throw new IllegalStateException("Debezium makes its decoder later than this version of ours expects");
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "This version of Debezium keeps its decoder elsewhere: PostgresReplicationConnection has no field '"
                            + NAME + "'",
                    e);
        }
    }
}
