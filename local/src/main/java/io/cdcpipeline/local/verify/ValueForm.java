package io.cdcpipeline.local.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The form in which two sides' values are equal exactly when their texts are. */
enum ValueForm {
    /** Compared as it is, sorted by its bytes. */
    TEXT {
        @Override
        String of(String text) {
            return text;
        }
    },
    /** Integers. */
    NUMBER {
        @Override
        String of(String text) {
            return text;
        }

        @Override
        int compare(String one, String other) {
            return new BigDecimal(one).compareTo(new BigDecimal(other));
        }
    },
    /** Zeros at the end do not count: a numeric without bounds has as many as were written, a decimal its scale. */
    DECIMAL {
        @Override
        String of(String text) {
            return new BigDecimal(text).stripTrailingZeros().toPlainString();
        }

        @Override
        int compare(String one, String other) {
            return new BigDecimal(one).compareTo(new BigDecimal(other));
        }
    },
    BOOLEAN {
        @Override
        String of(String text) {
            return text.startsWith("t") ? "true" : "false";
        }
    },
    FLOAT {
        @Override
        String of(String text) {
            return Float.toString(Float.parseFloat(text));
        }

        @Override
        int compare(String one, String other) {
            return Float.compare(Float.parseFloat(one), Float.parseFloat(other));
        }
    },
    DOUBLE {
        @Override
        String of(String text) {
            return Double.toString(Double.parseDouble(text));
        }

        @Override
        int compare(String one, String other) {
            return Double.compare(Double.parseDouble(one), Double.parseDouble(other));
        }
    },
    /** Without regard to blanks between its parts. */
    JSON {
        @Override
        String of(String text) {
            try {
                return MAPPER.readTree(text).toString();
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException(e);
            }
        }
    },
    /** Values made of values, as JSON. */
    NESTED {
        @Override
        String of(String text) {
            return NestedJson.canonical(text);
        }
    },
    /** ISO 8601, in which zeros may be written or left out. */
    INTERVAL {
        @Override
        String of(String text) {
            return IsoInterval.parse(text).toString();
        }
    };

    private static final JsonMapper MAPPER = new JsonMapper();

    abstract String of(String text);

    /** The order in which both sides sort. */
    int compare(String one, String other) {
        return Arrays.compareUnsigned(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    String ofSource(String text) {
        return text == null ? null : of(text);
    }

    String ofLake(JsonNode cell) {
        if (cell.isNull()) {
            return null;
        }
        return of(cell.isBigDecimal() ? cell.decimalValue().toPlainString() : cell.asText());
    }
}
