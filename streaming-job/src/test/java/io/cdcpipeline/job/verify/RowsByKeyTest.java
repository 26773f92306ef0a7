package io.cdcpipeline.job.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.contract.RowDifference;
import io.cdcpipeline.contract.RowDifference.Kind;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowsByKeyTest {

    private static final List<Comparison> COLUMNS = List.of(
            new Comparison("id", "id", "id", ValueForm.NUMBER), new Comparison("name", "name", "name", ValueForm.TEXT));

    @Test
    void sameRowsAreEqualInWhateverOrder() {
        assertThat(compare(1, rows("1 a", "2 b", "10 c"), rows("10 c", "1 a", "2 b")))
                .isEmpty();
        assertThat(compare(1, List.of(), List.of())).isEmpty();
    }

    @Test
    void missingAndSurplusRowsAreTold() {
        assertThat(compare(1, rows("1 a", "2 b", "4 d"), rows("2 b", "3 c")))
                .extracting(d -> d.key().get(0) + " " + d.kind())
                .containsExactly("1 ONLY_IN_SOURCE", "3 ONLY_IN_LAKE", "4 ONLY_IN_SOURCE");
    }

    @Test
    void aRowThatTheLakeHasTwiceIsTold() {
        assertThat(compare(1, rows("1 a"), rows("1 a", "1 a")))
                .extracting(RowDifference::kind)
                .containsExactly(Kind.ONLY_IN_LAKE);
    }

    @Test
    void differentValuesAreToldByColumn() {
        assertThat(compare(1, rows("1 a", "2 -"), rows("1 x", "2 b")))
                .extracting(RowDifference::values)
                .containsExactly(
                        List.of(new RowDifference.Value("name", "a", "x")),
                        List.of(new RowDifference.Value("name", null, "b")));
    }

    @Test
    void rowsWithoutAKeyAreComparedAsAWholeAndCounted() {
        assertThat(compare(2, rows("1 -", "1 -", "1 a"), rows("1 -", "1 a", "1 a")))
                .extracting(RowDifference::kind)
                .containsExactlyInAnyOrder(Kind.ONLY_IN_SOURCE, Kind.ONLY_IN_LAKE);
    }

    private static List<RowDifference> compare(int keyColumns, List<List<String>> source, List<List<String>> lake) {
        return new RowsByKey(new RowForm(COLUMNS, keyColumns)).compare(source, lake);
    }

    /** {@code id name}; {@code -} stands for null. */
    private static List<List<String>> rows(String... rows) {
        return Arrays.stream(rows)
                .map(row -> Arrays.asList(row.split(" ")))
                .map(row -> Arrays.asList(row.get(0), row.get(1).equals("-") ? null : row.get(1)))
                .toList();
    }
}
