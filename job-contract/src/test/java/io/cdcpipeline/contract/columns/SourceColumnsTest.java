package io.cdcpipeline.contract.columns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cdcpipeline.contract.Sha256;
import io.cdcpipeline.contract.event.SourceColumn;
import io.cdcpipeline.contract.event.SourceColumn.Initial;
import io.cdcpipeline.contract.event.SourceRelation;
import io.cdcpipeline.contract.event.SourceType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Given rules for the columns of a table, when a value or a column goes by them, then only what they say is left of it. */
class SourceColumnsTest {

    private static final String SALT = "a salt of 16 bytes";

    @TempDir
    Path folder;

    private Path salt;

    @BeforeEach
    void writeSalt() throws IOException {
        salt = Files.writeString(folder.resolve("salt"), SALT + "\n");
    }

    @Test
    void aHashIsThatOfTheSaltAndTheText() {
        assertThat(mask(Mask.HASH, null, null).of("ada@example.com")).isEqualTo(Sha256.hex(SALT + "ada@example.com"));
    }

    @Test
    void nullStaysNull() {
        for (Mask mask : Mask.values()) {
            assertThat(mask(mask, "x", 1).of(null)).as(mask.name()).isNull();
        }
    }

    @Test
    void rulesThatMatchNoColumnAreKnownByTheirPlaces() {
        TableMasks masks = new TableMasks(
                List.of(
                        new ColumnRule("emial", Mask.HASH, null, null),
                        new ColumnRule("ph.*", Mask.SET_NULL, null, null),
                        new ColumnRule("phone", Mask.EXCLUDE, null, null)),
                List.of(),
                null);

        assertThat(masks.unmatched(List.of("email", "phone"))).containsExactly(0);
        assertThat(masks.unmatched(List.of())).containsExactly(0, 1, 2);
        assertThat(TableMasks.NONE.unmatched(List.of("email"))).isEmpty();
    }

    @Test
    void aColumnEscapesItsRuleByAnotherName() {
        TableMasks masks = new TableMasks(List.of(new ColumnRule(".*mail", Mask.EXCLUDE, null, null)), List.of(), null);
        Map<String, String> before = Map.of("1", "id", "2", "email");

        assertThat(masks.escaped(before, Map.of("1", "id", "2", "contact")).orElseThrow())
                .startsWith("column email")
                .contains("is called contact in the source now");
        assertThat(masks.escaped(before, Map.of("1", "key", "2", "mail"))).isEmpty();
        assertThat(masks.escaped(before, Map.of("1", "id", "3", "contact")))
                .as("dropped, and another made")
                .isEmpty();
    }

    @Test
    void charactersAreCountedAndNotTheirParts() {
        ColumnMask first = mask(Mask.TRUNCATE, null, 2);

        assertThat(first.of("🦜🦜🦜")).isEqualTo("🦜🦜");
        assertThat(first.of("ü")).isEqualTo("ü");
    }

    @Test
    void aConstantIsKnownThoughTheValueIsNotSent() {
        assertThat(mask(Mask.CONSTANT, "***", null).knowsUnsent()).isTrue();
        assertThat(mask(Mask.CONSTANT, "***", null).ofUnsent()).isEqualTo("***");
        assertThat(mask(Mask.SET_NULL, null, null).ofUnsent()).isNull();
        assertThat(mask(Mask.HASH, null, null).knowsUnsent()).isFalse();
    }

    /** The value of old rows stands in the description of a column, which goes to Kafka. */
    @Test
    void whatOldRowsHaveInAColumnIsMaskedToo() {
        SourceColumn column = column("v", "int4", 0, Initial.of("42"));

        assertThat(describe(column, Mask.HASH).initial()).isEqualTo(Initial.of(Sha256.hex(SALT + "42")));
        assertThat(describe(column, Mask.SET_NULL).initial()).isEqualTo(Initial.NULL);
        assertThat(describe(column("v", "int4", 0, Initial.UNKNOWN), Mask.HASH).initial())
                .isEqualTo(Initial.UNKNOWN);
    }

    @Test
    void whatIsNotEmptyIsAText() {
        SourceColumn column = column("v", "int4", 0, Initial.NULL);

        assertThat(describe(column, Mask.HASH).type().name()).isEqualTo("text");
        assertThat(describe(column, Mask.SET_NULL).type().name()).isEqualTo("int4");
    }

    @Test
    void aColumnOfTheKeyCanBeHashedAndNothingElse() {
        List<SourceColumn> columns = List.of(column("v", "int4", 1, Initial.NULL));

        assertThat(masks(Mask.HASH).problem(columns)).isNull();
        for (Mask mask : List.of(Mask.EXCLUDE, Mask.SET_NULL, Mask.CONSTANT, Mask.TRUNCATE)) {
            assertThat(masks(mask).problem(columns)).as(mask.name()).contains("column v is in the table's key");
        }
    }

    @Test
    void theFirstEntryOfATableCountsWholeAndTheFirstRuleOfAColumn() {
        SourceColumns columns = new SourceColumns(
                List.of(
                        new TableColumns("a\\.plain", List.of()),
                        new TableColumns(
                                "a\\..*", List.of(rule("v", Mask.EXCLUDE, null), rule("v|w", Mask.CONSTANT, "x")))),
                null);

        assertThat(columns.of("a.plain").isEmpty()).isTrue();
        assertThat(columns.of("b.other").signature()).isNull();
        assertThat(columns.of("a.t").excludes("v")).isTrue();
        assertThat(columns.of("a.t").of("w").orElseThrow().of("secret")).isEqualTo("x");
        assertThat(columns.of("a.t").of("id")).isEmpty();
        assertThat(SourceColumns.parse(columns.toJson())).isEqualTo(columns);
    }

    @Test
    void otherRulesAndAnotherSaltAreToldApart() throws IOException {
        String hashed = masks(Mask.HASH).signature();

        assertThat(masks(Mask.HASH).signature()).isEqualTo(hashed);
        assertThat(masks(Mask.SET_NULL).signature()).isNotEqualTo(hashed);
        Files.writeString(salt, "another salt of 16 bytes");
        assertThat(masks(Mask.HASH).signature()).isNotEqualTo(hashed);
        assertThat(describe(column("v", "int4", 0, null), Mask.HASH).relation().masks())
                .isEqualTo(masks(Mask.HASH).signature());
    }

    @Test
    void aSaltThatOthersCouldTryIsRefusedWithoutBeingTold() throws IOException {
        Files.writeString(salt, "short");

        assertThatThrownBy(() -> masks(Mask.HASH).signature())
                .hasMessageContaining("spec.maskSalt")
                .hasMessageContaining("16 or more")
                .hasMessageNotContaining("short");
        assertThat(masks(Mask.HASH).toString()).doesNotContain("short");
    }

    /** The old key of a row that changes is needed to find it. */
    @Test
    void aGivenKeyHasToBeSentOfRowsBeforeAChange() {
        TableMasks keyed =
                new SourceColumns(List.of(new TableColumns(".*", List.of(), List.of("b", "a"))), null).of("s.t");
        List<SourceColumn> of = List.of(column("a", "int4", 0, null), column("b", "int4", 0, null));
        SourceColumn id = column("id", "int4", 1, null);

        assertThat(keyed.describe(of)).extracting(SourceColumn::key).containsExactly(2, 1);
        assertThat(keyed.describe(of)).extracting(c -> c.relation().problem()).containsOnlyNulls();
        assertThat(keyed.describe(List.of(of.get(0), of.get(1), id)))
                .extracting(c -> c.relation().problem())
                .allSatisfy(problem -> assertThat(problem).contains("REPLICA IDENTITY FULL"));
        assertThat(keyed.problem(List.of(id))).contains("no columns [b, a]");
    }

    private ColumnMask mask(Mask mask, String value, Integer length) {
        return new ColumnMask(new ColumnRule("v", mask, value, length), new Salt(salt.toString()));
    }

    private TableMasks masks(Mask mask) {
        return new SourceColumns(List.of(new TableColumns(".*", List.of(rule("v", mask, null)))), salt.toString())
                .of("inventory.t");
    }

    private static ColumnRule rule(String columns, Mask mask, String value) {
        return new ColumnRule(columns, mask, value, null);
    }

    private SourceColumn describe(SourceColumn column, Mask mask) {
        return masks(mask).describe(List.of(column)).get(0);
    }

    private static SourceColumn column(String name, String type, int key, Initial initial) {
        return new SourceColumn(
                name,
                SourceType.base(type, -1),
                key,
                false,
                key > 0,
                initial,
                false,
                null,
                new SourceRelation(7, true),
                0);
    }
}
