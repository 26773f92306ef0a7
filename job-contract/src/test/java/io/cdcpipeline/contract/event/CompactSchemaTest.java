package io.cdcpipeline.contract.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cdcpipeline.contract.event.SourceType.Kind;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompactSchemaTest {

    private static final SourceType NUMERIC = SourceType.base("numeric", 655_366);
    private static final SourceType PAIR = new SourceType(
            "pair", Kind.COMPOSITE, -1, null, null, List.of(new SourceType.Field("a \"b\"", NUMERIC)), null);

    private final CompactSchema schema = new CompactSchema(
            "sälës",
            "Or.ders",
            List.of("id", "name#1", "p"),
            List.of(
                    new SourceColumn("id", SourceType.base("int4", -1), 1, false, true, null, false, null, null, 0),
                    new SourceColumn(
                            "Name",
                            new SourceType("_pair", Kind.ARRAY, -1, PAIR, ",", null, null),
                            0,
                            false,
                            false,
                            SourceColumn.Initial.of("{}"),
                            false,
                            null,
                            null,
                            0),
                    new SourceColumn(
                            "p", NUMERIC, 0, false, false, SourceColumn.Initial.UNKNOWN, true, null, null, 0)));

    @Test
    void itIsWrittenAndReadWithoutALoss() {
        assertThat(CompactSchema.parse(schema.toAvro())).isEqualTo(schema);
    }

    @Test
    void whateverDiffersGivesAnotherFingerprint() {
        long fingerprint = CompactSchema.fingerprint(schema.toAvro());
        List<SourceColumn> otherKey = List.of(
                schema.columns().get(0).withKey(0, false),
                schema.columns().get(1),
                schema.columns().get(2));

        assertThat(CompactSchema.fingerprint(schema.toAvro())).isEqualTo(fingerprint);
        assertThat(CompactSchema.fingerprint(new CompactSchema("sälës", "Or.ders", schema.fields(), otherKey).toAvro()))
                .isNotEqualTo(fingerprint);
        assertThat(CompactSchema.fingerprint(
                        new CompactSchema("sälës", "orders", schema.fields(), schema.columns()).toAvro()))
                .isNotEqualTo(fingerprint);
    }

    @Test
    void aFingerprintIsWrittenWithAllItsDigits() {
        assertThat(CompactFormat.key(0xab)).isEqualTo("00000000000000ab");
        assertThat(CompactFormat.key(-1)).isEqualTo("ffffffffffffffff");
    }

    @Test
    void whatIsNoSchemaIsRefused() {
        assertThatThrownBy(() -> CompactSchema.parse("{")).isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> SourceColumn.parse("[]")).isInstanceOf(UncheckedIOException.class);
    }

    /** A later version may say more of a column. */
    @Test
    void whatIsNotKnownOfAColumnIsPassedOver() {
        assertThat(SourceColumn.parse("{\"name\":\"a\",\"type\":{\"name\":\"int4\"},\"future\":1}")
                        .name())
                .isEqualTo("a");
    }

    @Test
    void anEmptyTextIsNoNull() {
        SourceColumn column = new SourceColumn(
                "note",
                SourceType.base("text", -1),
                0,
                false,
                false,
                SourceColumn.Initial.of(""),
                false,
                null,
                null,
                0);

        assertThat(SourceColumn.parse(column.toJson())).isEqualTo(column);
    }
}
