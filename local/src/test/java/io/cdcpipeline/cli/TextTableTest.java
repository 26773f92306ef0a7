package io.cdcpipeline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {

    @Test
    void rowsAreAlignedAsPsqlAlignsThem() {
        TextTable table = new TextTable(
                List.of("id", "first_name"),
                List.of(true, false),
                List.of(List.of("1001", "Sally"), Arrays.asList("7", null)));

        assertThat(text(table)).isEqualTo("""
                          id  | first_name
                        ------+------------
                         1001 | Sally
                            7 |
                        (2 rows)
                        """);
    }

    @Test
    void lineBreaksDoNotTearTheTable() {
        TextTable table = new TextTable(List.of("v"), List.of(false), List.of(List.of("a\nb")));

        assertThat(text(table)).isEqualTo("  v\n------\n a\\nb\n(1 row)\n");
    }

    @Test
    void emptyResultShowsItsColumns() {
        TextTable table = new TextTable(List.of("a", "b"), List.of(false, false), List.of());

        assertThat(text(table)).isEqualTo(" a | b\n---+---\n(0 rows)\n");
    }

    private static String text(TextTable table) {
        StringWriter text = new StringWriter();
        table.print(new PrintWriter(text, true));
        return text.toString().replace("\r\n", "\n");
    }
}
