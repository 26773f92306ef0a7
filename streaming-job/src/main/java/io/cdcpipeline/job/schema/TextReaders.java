package io.cdcpipeline.job.schema;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.apache.spark.sql.catalyst.expressions.codegen.UnsafeRowWriter;
import org.apache.spark.unsafe.types.UTF8String;

/** Texts, bytes, and whatever has no type of its own in the lake. */
public final class TextReaders {

    private TextReaders() {}

    /** A text as it is; a number, an array or a struct as its JSON. */
    static void text(JsonParser json, UnsafeRowWriter row, int ordinal) throws IOException {
        row.write(ordinal, UTF8String.fromString(asText(json)));
    }

    static void base64(JsonParser json, UnsafeRowWriter row, int ordinal) throws IOException {
        row.write(ordinal, json.getBinaryValue());
    }

    static void base64AsText(JsonParser json, UnsafeRowWriter row, int ordinal) throws IOException {
        row.write(ordinal, UTF8String.fromBytes(json.getBinaryValue()));
    }

    /** Debezium sends bits as little-endian bytes; PostgreSQL prints them with the first bit first. */
    static ValueReader bits(int length) {
        return (json, row, ordinal) -> {
            byte[] bytes = json.getBinaryValue();
            int digits = length > 0 && length <= bytes.length * 8 ? length : bytes.length * 8;
            byte[] text = new byte[digits];
            for (int i = 0; i < digits; i++) {
                int bit = digits - 1 - i;
                text[i] = (byte) ('0' + (bytes[bit / 8] >> bit % 8 & 1));
            }
            row.write(ordinal, UTF8String.fromBytes(text));
        };
    }

    /** The value under the parser as text; afterwards the parser stands on its last token. */
    public static String asText(JsonParser json) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_STRING) {
            return json.getText();
        }
        if (!json.currentToken().isStructStart()) {
            return json.getText();
        }
        StringWriter text = new StringWriter();
        try (JsonGenerator copy = json.getCodec() == null
                ? new com.fasterxml.jackson.core.JsonFactory().createGenerator(text)
                : json.getCodec().getFactory().createGenerator(text)) {
            copy.copyCurrentStructure(json);
        }
        return text.toString();
    }

    static String utf8(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
