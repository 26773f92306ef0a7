package io.cdcpipeline.job.fill;

import io.cdcpipeline.contract.catalog.TableName;
import io.cdcpipeline.contract.columns.ColumnMask;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Some pages of a table, which one statement reads.
 *
 * @param from the first page
 * @param until the page behind the last; {@link #OPEN} for all that follow
 */
record PageRange(FilledTable.Part part, long from, long until) implements Serializable {

    static final long OPEN = -1;
    /** About so much of a table is read by one statement. */
    private static final long BYTES = 64L << 20;

    static List<PageRange> of(FilledTable table) {
        List<PageRange> ranges = new ArrayList<>();
        for (FilledTable.Part part : table.parts()) {
            long pages = Math.max(1, BYTES / Math.max(1, part.pageBytes()));
            long from = 0;
            for (; from + pages < part.pages(); from += pages) {
                ranges.add(new PageRange(part, from, from + pages));
            }
            ranges.add(new PageRange(part, from, OPEN));
        }
        return ranges;
    }

    long bytes() {
        long last = until == OPEN ? Math.max(from, part.pages()) : until;
        return (last - from) * part.pageBytes();
    }

    /** What does not matter is not read at all. */
    private static String column(String name, Optional<ColumnMask> mask) {
        String column = TableName.quoted(name);
        return mask.isEmpty() || mask.get().readsValue()
                ? column
                : "CASE WHEN " + column + " IS DISTINCT FROM NULL THEN '' END";
    }

    /** Text form of COPY, since it prints what pgoutput prints: the value's own output function, and nothing else. */
    String copy(FilledTable table) {
        String columns = table.columns().stream()
                .map(c -> column(c.name(), table.masks().of(c.name())))
                .collect(Collectors.joining(", "));
        List<String> conditions = new ArrayList<>();
        if (from > 0) {
            conditions.add("ctid >= '(" + from + ",0)'::tid");
        }
        if (until != OPEN) {
            conditions.add("ctid < '(" + until + ",0)'::tid");
        }
        if (table.filter() != null) {
            conditions.add("(" + table.filter() + ")");
        }
        String where = conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
        return "COPY (SELECT " + columns + " FROM " + (part.only() ? "ONLY " : "")
                + part.name().quoted() + where + ") TO STDOUT";
    }
}
