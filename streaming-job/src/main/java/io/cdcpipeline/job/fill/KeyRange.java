package io.cdcpipeline.job.fill;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows of a table whose keys lie between two numbers, which one statement reads.
 *
 * @param column as SQL takes it; null for all rows
 * @param from the first number; null for all below the end, too
 * @param until the number behind the last; null for all that follow
 * @param bytes about how large it is
 */
public record KeyRange(String column, BigDecimal from, BigDecimal until, long bytes) implements Serializable {

    /** About so much of a table is read by one statement. */
    private static final long BYTES = 64L << 20;

    static KeyRange all(long bytes) {
        return new KeyRange(null, null, null, bytes);
    }

    /**
     * Ranges that meet, the first and the last without an end: what has come meanwhile is in one of them.
     *
     * @param least of the key's numbers; null for none
     */
    static List<KeyRange> of(String column, BigDecimal least, BigDecimal most, long bytes) {
        long pieces = Math.max(1, bytes / BYTES);
        if (least == null || pieces == 1) {
            return List.of(all(bytes));
        }
        BigDecimal width = most.subtract(least)
                .divide(BigDecimal.valueOf(pieces), 0, RoundingMode.CEILING)
                .max(BigDecimal.ONE);
        List<KeyRange> ranges = new ArrayList<>();
        BigDecimal from = null;
        for (BigDecimal until = least.add(width); until.compareTo(most) < 0; until = until.add(width)) {
            ranges.add(new KeyRange(column, from, until, bytes / pieces));
            from = until;
        }
        ranges.add(new KeyRange(from == null ? null : column, from, null, bytes / pieces));
        return ranges;
    }

    String where() {
        if (column == null) {
            return "";
        }
        String begin = from == null ? "" : column + " >= " + from.toPlainString();
        String end = until == null ? "" : column + " < " + until.toPlainString();
        return " WHERE " + begin + (from == null || until == null ? "" : " AND ") + end;
    }
}
