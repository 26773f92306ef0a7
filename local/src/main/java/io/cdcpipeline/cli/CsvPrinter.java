package io.cdcpipeline.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.cdcpipeline.local.query.LakeColumn;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;

/** A result as CSV (RFC 4180), with PostgreSQL's way to tell a null from an empty text. */
final class CsvPrinter implements ResultPrinter {

    private final PrintWriter out;

    CsvPrinter(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void columns(List<LakeColumn> columns) {
        line(columns.stream().map(c -> quoted(c.name())).toList());
    }

    @Override
    public void row(List<JsonNode> cells) {
        line(cells.stream()
                .map(cell -> cell.isNull() ? "" : quoted(TablePrinter.text(cell)))
                .toList());
    }

    @Override
    public void finish() {
        out.flush();
    }

    private void line(List<String> cells) {
        out.print(cells.stream().collect(Collectors.joining(",")) + "\r\n");
    }

    private static String quoted(String text) {
        boolean plain = !text.isEmpty() && text.chars().noneMatch(c -> ",\"\r\n".indexOf(c) >= 0);
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
