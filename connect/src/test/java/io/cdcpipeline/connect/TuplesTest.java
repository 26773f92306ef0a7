package io.cdcpipeline.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cdcpipeline.contract.columns.ColumnMask;
import io.cdcpipeline.contract.columns.ColumnRule;
import io.cdcpipeline.contract.columns.Mask;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TuplesTest {

    private final Relation relation = new Relation("\"s\".\"t\"", List.of(field("id"), field("note"), field("blob")));
    private final ByteBuffer buffer = ByteBuffer.allocate(1000);

    private static Relation.Field field(String name) {
        return new Relation.Field(name, null, 0);
    }

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

    @Test
    void whatIsMaskedOrLeftOutIsSentAsNothingElse() {
        Relation masked = new Relation(
                "\"s\".\"t\"",
                List.of(
                        new Relation.Field("id", mask(Mask.TRUNCATE, null), 0),
                        Relation.Field.LEFT_OUT,
                        new Relation.Field("blob", mask(Mask.CONSTANT, "***"), 0)));
        tuple('K', "secret", null, null);
        buffer.put((byte) 'N').putShort((short) 3);
        buffer.put((byte) 'u')
                .put((byte) 't')
                .putInt(2)
                .put(new byte[] {'x', 'y'})
                .put((byte) 'u');

        Tuples tuples = Tuples.read(buffer.flip(), masked);

        assertThat(tuples.before())
                .isEqualTo(List.of(new TextColumn("id", "s", false), new TextColumn("blob", null, false)));
        assertThat(tuples.after())
                .isEqualTo(List.of(new TextColumn("id", null, true), new TextColumn("blob", "***", false)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            (1,2)                          | false
            (1,2,3)                        | true
            ("a,b",")(,")                  | false
            ("a""b,\\\\","x","y")          | true
            ()                             | false
            {"(1,2)","(1,2)"}              | false
            {"(1,2,3)"}                    | true
            {NULL,"(1,2,3)"}               | true
            {"(\\"a,\\\\\\\\\\"\\",b\\",2)"}    | false
            {NULL}                         | false
            {}                             | false""")
    void aCompositeThatHasMoreFieldsThanItsTypeHadIsSeen(String text, boolean seen) {
        Relation pairs =
                new Relation("\"s\".\"t\"", List.of(Relation.Field.LEFT_OUT, new Relation.Field("pair", null, 2)));
        tuple('N', "left out", text);

        assertThat(Tuples.read(buffer.flip(), pairs).outgrow(pairs)).isEqualTo(seen);
    }

    private static ColumnMask mask(Mask mask, String value) {
        return new ColumnMask(new ColumnRule("", mask, value, 1), null);
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
