package io.cdcpipeline.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class TuplesTest {

    private final Relation relation = new Relation("\"s\".\"t\"", List.of("id", "note", "blob"));
    private final ByteBuffer buffer = ByteBuffer.allocate(1000);

    @Test
    void valuesAreTheTextsThatWereSent() {
        tuple('N', "7", "Zürich 🦜", null);

        Tuples tuples = Tuples.read(buffer.flip(), relation);

        assertThat(tuples.before()).isNull();
        assertThat(tuples.after())
                .isEqualTo(List.of(
                        new TextColumn("id", "7", false),
                        new TextColumn("note", "Zürich 🦜", false),
                        new TextColumn("blob", null, false)));
    }

    @Test
    void aLargeValueThatDidNotChangeIsNoNull() {
        buffer.put((byte) 'N').putShort((short) 3);
        buffer.put((byte) 'u').put((byte) 'n').put((byte) 'n');

        assertThat(Tuples.read(buffer.flip(), relation).after().get(0)).isEqualTo(new TextColumn("id", null, true));
    }

    @Test
    void anUpdateMayHaveTheKeyOrTheRowBefore() {
        tuple('K', "7", null, null);
        tuple('N', "8", "", "x");

        Tuples tuples = Tuples.read(buffer.flip(), relation);

        assertThat(tuples.before().get(0)).isEqualTo(new TextColumn("id", "7", false));
        assertThat(tuples.after().get(1)).isEqualTo(new TextColumn("note", "", false));
    }

    @Test
    void whatWasNotAskedForIsRefusedByName() {
        buffer.put((byte) 'N').putShort((short) 1).put((byte) 'b').putInt(0);

        assertThatThrownBy(() -> Tuples.read(buffer.flip(), relation))
                .hasMessageContaining("kind 'b'")
                .hasMessageContaining("'id'");
    }

    private void tuple(char kind, String... values) {
        buffer.put((byte) kind).putShort((short) values.length);
        for (String value : values) {
            if (value == null) {
                buffer.put((byte) 'n');
            } else {
                byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
                buffer.put((byte) 't').putInt(bytes.length).put(bytes);
            }
        }
    }
}
