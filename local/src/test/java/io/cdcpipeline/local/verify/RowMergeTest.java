package io.cdcpipeline.local.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.cdcpipeline.local.verify.RowDifference.Kind;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowMergeTest {

    private static final List<Comparison> COLUMNS = List.of(
            new Comparison("id", "id", "id", "id", ValueForm.NUMBER),
            new Comparison("name", "name", "name", "name", ValueForm.TEXT));

    @Test
    void sameRowsAreEqual() {
        assertThat(compare(rows("1 a", "2 b", "10 c"), rows("1 a", "2 b", "10 c"))
                        .isEqual())
                .isTrue();
    }

    @Test
    void twoEmptyTablesAreEqual() {
        assertThat(compare(List.of(), List.of()).isEqual()).isTrue();
    }

    @Test
    void missingAndSurplusRowsAreTold() {
        TableVerificationResult verdict = compare(rows("1 a", "2 b", "4 d"), rows("2 b", "3 c"));

        assertThat(verdict.differing()).isEqualTo(3);
        assertThat(verdict.differences())
                .extracting(d -> d.key().get(0) + " " + d.kind())
                .containsExactly("1 ONLY_IN_SOURCE", "3 ONLY_IN_LAKE", "4 ONLY_IN_SOURCE");
    }

    @Test
    void differentValuesAreToldByColumn() {
        TableVerificationResult verdict = compare(rows("1 a", "2 -"), rows("1 x", "2 b"));

        assertThat(verdict.differences())
                .extracting(RowDifference::values)
                .containsExactly(
                        List.of(new RowDifference.Value("name", "a", "x")),
                        List.of(new RowDifference.Value("name", null, "b")));
        assertThat(verdict.differences()).extracting(RowDifference::kind).containsOnly(Kind.DIFFERENT);
    }

    @Test
    void rowsWithoutAKeyAreComparedAsAWholeAndCounted() {
        List<List<String>> source = rows("1 -", "1 -", "1 a");
        List<List<String>> lake = rows("1 -", "1 a", "1 a");
        RowMerge merge = new RowMerge(COLUMNS, 2, source.iterator());
        lake.forEach(row -> merge.row(cells(row)));

        assertThat(merge.verdict("t").differences())
                .extracting(RowDifference::kind)
                .containsExactly(Kind.ONLY_IN_SOURCE, Kind.ONLY_IN_LAKE);
    }

    @Test
    void allDifferencesAreCountedAndAThousandKept() {
        List<List<String>> source = java.util.stream.IntStream.range(0, 5_000)
                .mapToObj(i -> List.of(Integer.toString(i), "a"))
                .toList();

        TableVerificationResult verdict = compare(source, List.of());

        assertThat(verdict.differing()).isEqualTo(5_000);
        assertThat(verdict.differences()).hasSize(1_000);
        assertThat(verdict.rows()).isEqualTo(5_000);
    }

    private static TableVerificationResult compare(List<List<String>> source, List<List<String>> lake) {
        RowMerge merge = new RowMerge(COLUMNS, 1, source.iterator());
        lake.forEach(row -> merge.row(cells(row)));
        return merge.verdict("t");
    }

    private static List<JsonNode> cells(List<String> row) {
        return row.stream()
                .map(cell -> cell == null ? NullNode.instance : (JsonNode) TextNode.valueOf(cell))
                .toList();
    }

    /** {@code id name}; {@code -} stands for null. */
    private static List<List<String>> rows(String... rows) {
        return Arrays.stream(rows)
                .map(row -> row.split(" "))
                .map(cells -> Arrays.asList(cells[0], cells[1].equals("-") ? null : cells[1]))
                .toList();
    }
}
