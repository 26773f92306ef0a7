package io.cdcpipeline.job.fill;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.contract.catalog.TableName;
import io.cdcpipeline.contract.columns.TableMasks;
import io.cdcpipeline.contract.event.SourceColumn;
import io.cdcpipeline.contract.event.SourceType;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a table is cut into statements. */
class PageRangeTest {

    private static final TableName NAME = new TableName("shop", "Odd\"name");

    @Test
    void aSmallTableIsReadByOneStatement() {
        assertThat(copies(null, part(3)))
                .containsExactly("COPY (SELECT \"id\", \"a b\" FROM ONLY \"shop\".\"Odd\"\"name\") TO STDOUT");
    }

    @Test
    void anEmptyTableIsReadToo() {
        assertThat(PageRange.of(table(null, part(0)))).hasSize(1);
    }

    @Test
    void rangesOfALargeTableMeetAndTheLastHasNoEnd() {
        assertThat(copies("v > 3", part(20_000)))
                .extracting(sql -> sql.replaceAll(".* WHERE (.*)\\) TO STDOUT", "$1"))
                .containsExactly(
                        "ctid < '(8192,0)'::tid AND (v > 3)",
                        "ctid >= '(8192,0)'::tid AND ctid < '(16384,0)'::tid AND (v > 3)",
                        "ctid >= '(16384,0)'::tid AND (v > 3)");
        assertThat(PageRange.of(table(null, part(20_000))).stream()
                        .mapToLong(PageRange::bytes)
                        .sum())
                .isEqualTo(20_000L * 8192);
    }

    @Test
    void whatCannotBeCutIsReadInOnePiece() {
        assertThat(copies(null, new FilledTable.Part(NAME, false, 0, 0)))
                .containsExactly("COPY (SELECT \"id\", \"a b\" FROM \"shop\".\"Odd\"\"name\") TO STDOUT");
    }

    @Test
    void oneTaskLessThanCanRunReadsThem() {
        List<PageRange> ranges = PageRange.of(table(null, part(80_000)));

        SourceReaders unbounded = new SourceReaders(null);
        assertThat(TableFill.spread(ranges, 4, unbounded)).hasSize(3).allSatisfy(t -> assertThat(t)
                .hasSizeBetween(3, 4));
        assertThat(TableFill.spread(ranges, 2, unbounded)).hasSize(1);
        assertThat(TableFill.spread(ranges, 1, unbounded)).hasSameSizeAs(ranges);
        assertThat(TableFill.spread(ranges, 100, unbounded)).hasSameSizeAs(ranges);
        assertThat(TableFill.spread(ranges, 100, new SourceReaders(4))).hasSize(2);
    }

    private static FilledTable.Part part(long pages) {
        return new FilledTable.Part(NAME, true, pages, 8192);
    }

    private static List<String> copies(String filter, FilledTable.Part part) {
        FilledTable table = table(filter, part);
        return PageRange.of(table).stream().map(r -> r.copy(table)).toList();
    }

    private static FilledTable table(String filter, FilledTable.Part part) {
        return new FilledTable(
                NAME, 1, List.of(column("id"), column("a b")), TableMasks.NONE, filter, List.of(part), null);
    }

    private static SourceColumn column(String name) {
        return new SourceColumn(name, SourceType.base("int4", -1), 0, false, false, null, false, null, null, 0);
    }
}
