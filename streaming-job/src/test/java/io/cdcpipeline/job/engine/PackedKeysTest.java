package io.cdcpipeline.job.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.junit.jupiter.api.Test;

class PackedKeysTest {

    private static List<long[]> unpacked(Iterator<InternalRow> rows) {
        List<long[]> all = new ArrayList<>();
        new PackedKeys(rows)
                .forEachRemaining(block ->
                        PackedKeys.read(block, (file, row, high, low) -> all.add(new long[] {file, row, high, low})));
        return all;
    }

    /** As Spark gives rows: the same one each time, with other values. */
    private static Iterator<InternalRow> reused(List<long[]> rows) {
        GenericInternalRow one = new GenericInternalRow(4);
        return rows.stream()
                .map(values -> {
                    for (int i = 0; i < values.length; i++) {
                        one.update(i, values[i]);
                    }
                    return (InternalRow) one;
                })
                .iterator();
    }

    @Test
    void rowsOfSeveralFilesComeBackAsTheyWere() {
        List<long[]> rows = List.of(
                new long[] {-5, 0, Long.MIN_VALUE, 2},
                new long[] {-5, Integer.MAX_VALUE, -1, Long.MAX_VALUE},
                new long[] {6, 1, 3, 4},
                new long[] {-5, 2, 5, 6});

        assertThat(unpacked(reused(rows))).containsExactlyElementsOf(rows);
        assertThat(unpacked(reused(List.of()))).isEmpty();
    }

    @Test
    void aFileMayHaveMoreRowsThanABlock() {
        List<long[]> rows = IntStream.range(0, 70_000)
                .mapToObj(i -> new long[] {i < 65_536 ? 1 : 2, i, i, -i})
                .toList();

        assertThat(unpacked(reused(rows))).containsExactlyElementsOf(rows);
    }

    @Test
    void readingEndsWhenNoMoreAreWanted() {
        byte[] block = new PackedKeys(reused(List.of(new long[] {1, 1, 1, 1}, new long[] {1, 2, 2, 2}))).next();
        List<Integer> rows = new ArrayList<>();

        assertThat(PackedKeys.read(block, (file, row, high, low) -> !rows.add(row)))
                .isFalse();
        assertThat(rows).containsExactly(1);
    }
}
