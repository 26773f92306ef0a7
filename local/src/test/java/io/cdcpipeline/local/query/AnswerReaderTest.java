package io.cdcpipeline.local.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerReaderTest {

    private final List<LakeColumn> columns = new ArrayList<>();
    private final List<String> rows = new ArrayList<>();

    @Test
    void aNumberKeepsItsDigitsAndNullStaysNull() throws IOException {
        read("{\"columns\":[{\"name\":\"n\",\"type\":\"decimal(38,2)\"}],\"rows\":[[12345678901234567890.10],[null]]}");

        assertThat(columns).containsExactly(new LakeColumn("n", "decimal(38,2)"));
        assertThat(rows).containsExactly("[12345678901234567890.10]", "[null]");
    }

    /** A captured table without a row is not in the lake yet: verify tells that from other refusals by the code. */
    @Test
    void aRefusalKeepsItsCodeAndTheFirstLineOfItsMessage() {
        assertThatThrownBy(() -> read(
                        "{\"error\":{\"code\":\"TABLE_OR_VIEW_NOT_FOUND\",\"message\":\"no table x\\n'Project\"}}"))
                .hasMessage("no table x")
                .asInstanceOf(type(QueryRefusedException.class))
                .extracting(QueryRefusedException::code)
                .isEqualTo("TABLE_OR_VIEW_NOT_FOUND");
    }

    private void read(String json) throws IOException {
        AnswerReader.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), new RowSink() {
            @Override
            public void columns(List<LakeColumn> read) {
                columns.addAll(read);
            }

            @Override
            public void row(List<JsonNode> cells) {
                rows.add(cells.toString());
            }
        });
    }
}
