package io.cdcpipeline.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.cdcpipeline.local.query.LakeColumn;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** A result as a table, which waits for all rows: a column is as wide as its widest cell. */
final class TablePrinter implements ResultPrinter {

    private final PrintWriter out;
    private final List<List<String>> rows = new ArrayList<>();
    private List<LakeColumn> columns = List.of();

    TablePrinter(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void columns(List<LakeColumn> described) {
        columns = described;
    }

    @Override
    public void row(List<JsonNode> cells) {
        rows.add(cells.stream().map(TablePrinter::text).toList());
    }

    @Override
    public void finish() {
        List<String> names = columns.stream().map(LakeColumn::name).toList();
        List<Boolean> numbers = columns.stream().map(LakeColumn::isNumber).toList();
        new TextTable(names, numbers, rows).print(out);
    }

    static String text(JsonNode cell) {
        return cell.isNull() ? "" : cell.isBigDecimal() ? cell.decimalValue().toPlainString() : cell.asText();
    }
}
