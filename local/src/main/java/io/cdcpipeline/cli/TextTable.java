package io.cdcpipeline.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Rows in columns, as psql prints them.
 *
 * @param rightAligned which columns hold numbers
 * @param rows a cell may be null, which is shown as nothing
 */
record TextTable(List<String> columns, List<Boolean> rightAligned, List<List<String>> rows) {

    void print(PrintWriter out) {
        int[] widths = IntStream.range(0, columns.size()).map(this::width).toArray();
        out.println(header(widths));
        out.println(IntStream.of(widths).mapToObj(w -> "-".repeat(w + 2)).collect(Collectors.joining("+")));
        for (List<String> row : rows) {
            out.println(line(row, widths));
        }
        out.println(rows.size() == 1 ? "(1 row)" : "(" + rows.size() + " rows)");
    }

    private int width(int column) {
        return Math.max(
                length(columns.get(column)),
                rows.stream()
                        .mapToInt(row -> length(shown(row.get(column))))
                        .max()
                        .orElse(0));
    }

    private String header(int[] widths) {
        return IntStream.range(0, widths.length)
                .mapToObj(i -> {
                    int blank = widths[i] - length(columns.get(i));
                    return " " + " ".repeat(blank / 2) + columns.get(i) + " ".repeat(blank - blank / 2) + " ";
                })
                .collect(Collectors.joining("|"))
                .stripTrailing();
    }

    private String line(List<String> row, int[] widths) {
        return IntStream.range(0, widths.length)
                .mapToObj(i -> {
                    String cell = shown(row.get(i));
                    String blank = " ".repeat(widths[i] - length(cell));
                    return " " + (rightAligned.get(i) ? blank + cell : cell + blank) + " ";
                })
                .collect(Collectors.joining("|"))
                .stripTrailing();
    }

    /** A line break within a cell would tear the table. */
    private static String shown(String cell) {
        return cell == null ? "" : cell.replace("\r", "\\r").replace("\n", "\\n");
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
