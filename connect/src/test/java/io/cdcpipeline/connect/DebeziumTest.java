package io.cdcpipeline.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.debezium.connector.postgresql.PostgresConnectorTask;
import io.debezium.connector.postgresql.connection.MessageDecoder;
import io.debezium.connector.postgresql.connection.PostgresReplicationConnection;
import io.debezium.connector.postgresql.connection.pgoutput.PgOutputMessageDecoder;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What we build on in Debezium and the compiler does not check: each of these says what to look at after an upgrade. */
class DebeziumTest {

    @Test
    void aReplicationConnectionKeepsItsDecoderInAFieldThatCanBeSet() throws NoSuchFieldException {
        Field decoder = PostgresReplicationConnection.class.getDeclaredField("messageDecoder");

        assertThat(decoder.getType()).isEqualTo(MessageDecoder.class);
        assertThat(Modifier.isStatic(decoder.getModifiers())).isFalse();
        assertThat(decoder.trySetAccessible()).isTrue();
    }

    @Test
    void theStreamsConnectionIsMadeInAMethodOfItsOwn() {
        assertThat(Arrays.stream(PostgresConnectorTask.class.getDeclaredMethods()))
                .anySatisfy(method -> {
                    assertThat(method.getName()).isEqualTo("buildReplicationConnection");
                    assertThat(Modifier.isPrivate(method.getModifiers())).isFalse();
                });
    }

    /** Those that our decoder leaves to Debezium's: one that is new would pass by it unseen. */
    @Test
    void pgoutputHasNoMessagesThatWeDoNotKnow() {
        assertThat(PgOutputMessageDecoder.MessageType.values())
                .extracting(Enum::name)
                .containsExactlyInAnyOrder(
                        "RELATION",
                        "BEGIN",
                        "COMMIT",
                        "INSERT",
                        "UPDATE",
                        "DELETE",
                        "TYPE",
                        "ORIGIN",
                        "TRUNCATE",
                        "LOGICAL_DECODING_MESSAGE");
    }
}
