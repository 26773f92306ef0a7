package io.cdcpipeline.job.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;

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
    /** Days since 1970, or a date as MariaDB prints it. */
    DAY {
        @Override
        String of(String text) {
            return isNumber(text) ? text : Long.toString(day(text));
        }
    },
    /** Microseconds since 1970, or a date and time as MariaDB prints it. */
    MOMENT {
        @Override
        String of(String text) {
            return isNumber(text) ? text : Long.toString(moment(text));
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

    /** In the lake the zero date is the day before the year 0. */
    private static final long ZERO_DAY = LocalDate.of(-1, 12, 31).toEpochDay();

    abstract String of(String text);

    private static boolean isNumber(String text) {
        return text.indexOf('-', 1) < 0;
    }

    /** A date that no calendar has is in no lake: it is no other day. */
    private static long day(String text) {
        if (text.startsWith("0000-00-00")) {
            return ZERO_DAY;
        }
        try {
            return LocalDate.parse(text.substring(0, 10)).toEpochDay();
        } catch (DateTimeParseException e) {
            return Long.MIN_VALUE;
        }
    }

    private static long moment(String text) {
        long day = day(text);
        return day == Long.MIN_VALUE
                ? day
                : day * 86_400_000_000L + LocalTime.parse(text.substring(11)).toNanoOfDay() / 1000;
    }

    /** Null stays null. */
    String ofAny(String text) {
        return text == null ? null : of(text);
    }
}
