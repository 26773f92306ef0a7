package io.cdcpipeline.job.schema;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;

class TextRowTest {

    @Test
    void aReaderThatStumblesOverAValueIsOneRowsTrouble() {
        TextType stumbling = new TextType(DataTypes.StringType, text -> {
            throw new IndexOutOfBoundsException("no such byte");
        });
        TextRow row = new TextRow(List.of(new TextRow.Field("odd", stumbling, 0)));
        row.start();

        row.set(0, Text.of("x"));

        assertThatThrownBy(row::bytes)
                .isInstanceOf(UnreadableValue.class)
                .hasMessageContaining("column 'odd'")
                .hasMessageContaining("no such byte");
    }
}
