package io.cdcpipeline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.cdcpipeline.local.LocalException;
import io.cdcpipeline.local.query.LakeColumn;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResultPrinterTest {

    private final StringWriter text = new StringWriter();
    private final PrintWriter out = new PrintWriter(text);

    @Test
    void csvTellsNullFromEmptyText() {
        print(new CsvPrinter(out));

        assertThat(text.toString()).isEqualTo("id,price,note\r\n1,1.50,\"a \"\"b\"\", c\"\r\n2,,\"\"\r\n");
    }

    @Test
    void jsonHasAnObjectARow() {
        print(new JsonPrinter(out));

        assertThat(text.toString().replace(System.lineSeparator(), "\n")).isEqualTo("""
                        [
                        {"id":1,"price":1.50,"note":"a \\"b\\", c"},
                        {"id":2,"price":null,"note":""}
                        ]
                        """);
    }

    @Test
    void emptyJsonIsAnEmptyArray() {
        JsonPrinter printer = new JsonPrinter(out);
        printer.columns(List.of(new LakeColumn("id", "int")));
        printer.finish();

        assertThat(text.toString().replaceAll("\\s", "")).isEqualTo("[]");
    }

    @Test
    void twoColumnsOfOneNameDoNotFitIntoAnObject() {
        List<LakeColumn> columns = List.of(new LakeColumn("id", "int"), new LakeColumn("id", "int"));

        assertThatThrownBy(() -> new JsonPrinter(out).columns(columns))
                .isInstanceOf(LocalException.class)
                .hasMessageContaining("id")
                .hasMessageContaining("AS");
    }

    @Test
    void tableShowsDecimalsWithAllTheirDigits() {
        print(new TablePrinter(out));

        assertThat(text.toString()).contains(" 1.50 ");
    }

    private static void print(ResultPrinter printer) {
        printer.columns(List.of(
                new LakeColumn("id", "int"),
                new LakeColumn("price", "decimal(5,2)"),
                new LakeColumn("note", "string")));
        printer.row(List.of(
                IntNode.valueOf(1), DecimalNode.valueOf(new BigDecimal("1.50")), TextNode.valueOf("a \"b\", c")));
        printer.row(List.of(IntNode.valueOf(2), NullNode.instance, TextNode.valueOf("")));
        printer.finish();
    }
}
