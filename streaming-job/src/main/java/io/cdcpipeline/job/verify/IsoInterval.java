package io.cdcpipeline.job.verify;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An interval as PostgreSQL keeps it: months, days and microseconds, none of which can be had from another. */
record IsoInterval(long months, long days, long micros) {

    private static final Pattern FORM = Pattern.compile(
            "P(?:(-?\\d+)Y)?(?:(-?\\d+)M)?(?:(-?\\d+)D)?(?:T(?:(-?\\d+)H)?(?:(-?\\d+)M)?(?:(-?[\\d.]+)S)?)?");

    static IsoInterval parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not an ISO 8601 interval");
        }
        BigDecimal seconds = form.group(6) == null ? BigDecimal.ZERO : new BigDecimal(form.group(6));
        return new IsoInterval(
                number(form, 1) * 12 + number(form, 2),
                number(form, 3),
                (number(form, 4) * 3600 + number(form, 5) * 60) * 1_000_000
                        + seconds.movePointRight(6).longValueExact());
    }

    private static long number(Matcher form, int group) {
        return form.group(group) == null ? 0 : Long.parseLong(form.group(group));
    }
}
