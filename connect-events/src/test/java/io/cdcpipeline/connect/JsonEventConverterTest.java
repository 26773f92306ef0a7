package io.cdcpipeline.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;

class JsonEventConverterTest {

    private static final int LIMIT = 128 * 1024;

    private static final Schema COLUMN = SchemaBuilder.string()
            .optional()
            .parameter("io.cdcpipeline.column", "{}")
            .build();
    private static final Schema ROW = SchemaBuilder.struct()
            .field("id", COLUMN)
            .field("note", COLUMN)
            .optional()
            .build();
    private static final Schema EVENT = SchemaBuilder.struct()
            .field("before", ROW)
            .field("after", ROW)
            .field("op", Schema.STRING_SCHEMA)
            .build();

    private final JsonEventConverter converter = new JsonEventConverter();

    JsonEventConverterTest() {
        converter.configure(Map.of("schemas.enable", "false", "max.bytes", LIMIT), false);
    }

    @Test
    void anEventThatFitsIsAsItWas() {
        assertThat(written("ü".repeat(10))).contains("\"note\":\"üüüüüüüüüü\"");
    }

    @Test
    void ofAnEventThatIsTooLargeKeyAndSizesStay() {
        assertThat(written("ü".repeat(LIMIT)))
                .contains("\"id\":\"7\"", "\"note\":\"\\u0000" + 2 * LIMIT + "\"")
                .hasSizeLessThan(200);
    }

    private String written(String note) {
        Struct row = new Struct(ROW).put("id", "7").put("note", note);
        Struct event = new Struct(EVENT).put("after", row).put("op", "c");
        return new String(converter.fromConnectData("t", EVENT, event), StandardCharsets.UTF_8);
    }
}
