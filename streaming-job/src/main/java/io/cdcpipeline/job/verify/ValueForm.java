package io.cdcpipeline.job.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.math.BigDecimal;

/** The form in which two sides' values are equal exactly when their texts are. */
enum ValueForm {
    /** Compared as it is. */
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
    },
    /** Zeros at the end do not count: a numeric without bounds has as many as were written, a decimal its scale. */
    DECIMAL {
        @Override
        String of(String text) {
            return new BigDecimal(text).stripTrailingZeros().toPlainString();
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
    },
    DOUBLE {
        @Override
        String of(String text) {
            return Double.toString(Double.parseDouble(text));
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

    /** Null stays null. */
    String ofAny(String text) {
        return text == null ? null : of(text);
    }
}
