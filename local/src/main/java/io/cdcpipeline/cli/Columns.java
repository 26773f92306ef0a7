package io.cdcpipeline.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Left-aligned columns without lines, as kubectl prints them. */
final class Columns {

    private static final int GAP = 3;

    private final List<String[]> rows = new ArrayList<>();

    Columns(String... headers) {
        rows.add(headers);
    }

    void row(String... cells) {
        rows.add(cells);
    }

    void print(PrintWriter out) {
        lines().forEach(out::println);
    }

    List<String> lines() {
        int[] widths = new int[rows.get(0).length];
        for (String[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(String[] row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.length; i++) {
            line.append(row[i]).append(" ".repeat(widths[i] + GAP - row[i].length()));
        }
        return line.toString().stripTrailing();
    }
}
