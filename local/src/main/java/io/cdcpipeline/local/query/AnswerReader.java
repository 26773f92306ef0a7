package io.cdcpipeline.local.query;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cdcpipeline.local.LocalException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code {"columns":[{"name","type"}],"rows":[[…]],"error":{…}}} piece by piece. */
final class AnswerReader {

    private static final JsonMapper JSON = JsonMapper.builder()
            // A decimal keeps its digits.
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private AnswerReader() {}

    static void read(InputStream in, RowSink sink) throws IOException {
        try (JsonParser parser = JSON.createParser(in)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new LocalException("The job's answer is not a JSON object; see cdc logs apply.");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                parser.nextToken();
                switch (field) {
                    case "columns" -> sink.columns(List.of(parser.readValueAs(LakeColumn[].class)));
                    case "rows" -> rows(parser, sink);
                    case "error" -> throw failure(parser.readValueAsTree());
                    default -> parser.skipChildren();
                }
            }
        }
    }

    private static void rows(JsonParser parser, RowSink sink) throws IOException {
        while (parser.nextToken() == JsonToken.START_ARRAY) {
            List<JsonNode> cells = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                cells.add(parser.readValueAsTree());
            }
            sink.row(cells);
        }
    }

    /** Spark's messages end in a printed plan, which is of no use to who wrote the statement. */
    private static LocalException failure(JsonNode error) {
        String code = error.path("code").asText();
        String message = error.path("message").asText();
        return new QueryRefusedException(
                code, message.lines().filter(l -> !l.isBlank()).findFirst().orElse(code));
    }
}
