package io.cdcpipeline.job.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DigestTest {

    @Test
    void theOrderOfRowsDoesNotMatter() {
        assertThat(digest("1 a", "2 b", "3 c")
                        .differsFrom(digest("3 c", "1 a", "2 b"))
                        .isEmpty())
                .isTrue();
    }

    @Test
    void oneOtherValueMakesOneBucketDifferent() {
        assertThat(digest("1 a", "2 b", "3 c")
                        .differsFrom(digest("1 a", "2 x", "3 c"))
                        .cardinality())
                .isOne();
    }

    @Test
    void aRowTwiceIsNotARowOnce() {
        assertThat(digest("1 a", "1 a").differsFrom(digest("1 a")).isEmpty()).isFalse();
    }

    @Test
    void nullIsNotTheEmptyTextAndColumnsDoNotRunIntoEachOther() {
        assertThat(RowForm.hash(Arrays.asList("1", null))).isNotEqualTo(RowForm.hash(List.of("1", "")));
        assertThat(RowForm.hash(List.of("ab", "c"))).isNotEqualTo(RowForm.hash(List.of("a", "bc")));
    }

    @Test
    void partsOfATableAddUp() {
        Digest both = digest("1 a", "2 b").plus(digest("3 c"));

        assertThat(both.rows()).isEqualTo(3);
        assertThat(both.differsFrom(digest("1 a", "2 b", "3 c")).isEmpty()).isTrue();
    }

    @Test
    void aLargeTableHasMoreBuckets() {
        assertThat(Digest.buckets(0)).isEqualTo(64);
        assertThat(Digest.buckets(100_000)).isEqualTo(128);
        assertThat(Digest.buckets(1_000_000_000)).isEqualTo(1 << 16);
    }

    @Test
    void everyPageIsInOneRange() {
        assertThat(SourceScan.ranges(0)).containsExactly("");
        assertThat(SourceScan.ranges(20_000))
                .containsExactly(
                        " AND ctid >= '(0,0)'::tid AND ctid < '(8192,0)'::tid",
                        " AND ctid >= '(8192,0)'::tid AND ctid < '(16384,0)'::tid",
                        " AND ctid >= '(16384,0)'::tid");
    }

    private static Digest digest(String... rows) {
        Digest digest = new Digest(16);
        for (String row : rows) {
            digest.add(List.of(row.split(" ")[0]), List.of(row.split(" ")));
        }
        return digest;
    }
}
