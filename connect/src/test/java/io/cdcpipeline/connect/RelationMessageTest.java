package io.cdcpipeline.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class RelationMessageTest {

    @Test
    void itTellsWhatTheTableIsAtThatPlaceInTheLog() {
        ByteBuffer buffer = ByteBuffer.allocate(200);
        buffer.putInt(16_384);
        text(buffer, "sälës").put((byte) 0);
        text(buffer, "t").put((byte) 0);
        buffer.put((byte) 'd').putShort((short) 2);
        text(buffer.put((byte) 1), "id").put((byte) 0).putInt(23).putInt(-1);
        text(buffer.put((byte) 0), "price").put((byte) 0).putInt(1700).putInt(655_366);
        buffer.flip();

        assertThat(RelationMessage.read(buffer))
                .isEqualTo(new RelationMessage(
                        16_384,
                        "sälës",
                        "t",
                        'd',
                        List.of(
                                new RelationMessage.Attribute("id", true, 23, -1),
                                new RelationMessage.Attribute("price", false, 1700, 655_366))));
        assertThat(buffer.hasRemaining()).isFalse();
    }

    @Test
    void columnsThatDifferByCaseOnlyAreToldApart() {
        assertThat(UniqueNames.of(List.of("Name", "name", "id", "NAME")))
                .containsExactly("Name", "name#2", "id", "NAME#4");
        assertThat(UniqueNames.of(List.of("a", "a#3", "A"))).containsExactly("a", "a#3", "A#4");
    }

    private static ByteBuffer text(ByteBuffer buffer, String text) {
        return buffer.put(text.getBytes(StandardCharsets.UTF_8));
    }
}
