package io.cdcpipeline.job.query;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A moment in the past of the source, as the columns of a table of versions tell it: see {@code collapse/HistoryShape}.
 *
 * @param time null where a place is meant
 * @param place of the source's log, as a number; null where a time is meant
 */
record AsOf(Instant time, Long place) {

    private static final Pattern LSN = Pattern.compile("([0-9A-Fa-f]{1,8})/([0-9A-Fa-f]{1,8})");

    /** A version that a fill has made, or ended, has the place of the fill's view, and no commit. */
    private static final String PLACE = "IF(_cdc_%1$s_commit_lsn = 0, _cdc_%1$s_lsn, _cdc_%1$s_commit_lsn)";

    /** @throws IllegalArgumentException when it is neither a time nor a place */
    static AsOf parse(String text) {
        Matcher lsn = LSN.matcher(text);
        if (lsn.matches()) {
            return new AsOf(null, Long.parseLong(lsn.group(1), 16) << 32 | Long.parseLong(lsn.group(2), 16));
        }
        try {
            return new AsOf(TypedTime.parse(text), null);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "as-of: '" + text
                            + "' is no moment; write a time such as 2026-01-31T12:00:00Z, or a place of PostgreSQL's log"
                            + " such as 0/1A2B3C8",
                    e);
        }
    }

    /**
     * The log may begin anew, with lower places, in a new epoch: so the epoch counts first, and it is the last one that had begun at
     * the place.
     *
     * @return SQL that selects one number, null for a time, of which there is only one kind
     */
    String epoch(String table) {
        if (place == null) {
            return null;
        }
        String from = "IF(" + place("from") + " <= " + place + ", _cdc_from_epoch, 0)";
        String to = "IF(coalesce(" + place("to") + " <= " + place + ", false), _cdc_to_epoch, 0)";
        return "SELECT max(greatest(" + from + ", " + to + ")) FROM " + table;
    }

    /** Which versions were valid then. @param epoch what {@link #epoch} selects; of no account for a time */
    String valid(long epoch) {
        if (time != null) {
            String at = "TIMESTAMP '" + time + "'";
            return "_cdc_from_time <= " + at + " AND (_cdc_to_time IS NULL OR _cdc_to_time > " + at + ")";
        }
        return passed("from", epoch) + " AND (_cdc_to_epoch IS NULL OR NOT " + passed("to", epoch) + ")";
    }

    private String passed(String bound, long epoch) {
        return "(_cdc_%1$s_epoch < %2$d OR _cdc_%1$s_epoch = %2$d AND %3$s <= %4$d)"
                .formatted(bound, epoch, place(bound), place);
    }

    private static String place(String bound) {
        return PLACE.formatted(bound);
    }
}
