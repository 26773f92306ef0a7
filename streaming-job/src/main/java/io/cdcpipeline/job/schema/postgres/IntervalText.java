package io.cdcpipeline.job.schema.postgres;

import io.cdcpipeline.job.schema.Text;
import io.cdcpipeline.job.schema.UnreadableValue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Intervals: what {@code IntervalStyle=postgres} prints, {@code 1 year 2 mons -3 days +04:05:06.7}, as ISO 8601, the way
 * {@code IntervalStyle=iso_8601} does. Months, days and seconds stay apart: none can be had from another.
 */
final class IntervalText {

    private static final Pattern FORM = Pattern.compile("(?:([-+]?\\d+) years? ?)?(?:([-+]?\\d+) mons? ?)?"
            + "(?:([-+]?\\d+) days? ?)?(?:([-+]?)(\\d+):(\\d\\d):(\\d\\d)(\\.\\d+)?)?");

    private IntervalText() {}

    static Object read(Text text) throws UnreadableValue {
        String printed = text.toString();
        if (printed.endsWith("infinity")) {
            return UTF8String.fromString(printed);
        }
        Matcher form = FORM.matcher(printed);
        if (!form.matches() || printed.isEmpty()) {
            throw new UnreadableValue("'" + text + "' is not an interval as PostgreSQL prints it");
        }
        StringBuilder iso = new StringBuilder("P");
        append(iso, form.group(1), 'Y');
        append(iso, form.group(2), 'M');
        append(iso, form.group(3), 'D');
        String time = time(form);
        if (!time.isEmpty()) {
            iso.append('T').append(time);
        }
        return UTF8String.fromString(iso.length() == 1 ? "PT0S" : iso.toString());
    }

    private static String time(Matcher form) {
        if (form.group(5) == null) {
            return "";
        }
        String sign = form.group(4).equals("-") ? "-" : "";
        StringBuilder time = new StringBuilder();
        append(time, sign + form.group(5), 'H');
        append(time, sign + form.group(6), 'M');
        String fraction = form.group(8) == null ? "" : form.group(8).replaceFirst("\\.?0*$", "");
        String seconds = Integer.parseInt(form.group(7)) + fraction;
        if (!seconds.equals("0")) {
            time.append(sign).append(seconds).append('S');
        }
        return time.toString();
    }

    private static void append(StringBuilder iso, String number, char unit) {
        if (number != null && Long.parseLong(number) != 0) {
            iso.append(Long.parseLong(number)).append(unit);
        }
    }
}
