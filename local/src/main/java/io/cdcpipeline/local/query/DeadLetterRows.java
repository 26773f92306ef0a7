package io.cdcpipeline.local.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What stands in the dead-letter table, each row by its columns' names, as a person reads it. */
public record DeadLetterRows(LakeSql lake) {

    private static final String NO_TABLE = "TABLE_OR_VIEW_NOT_FOUND";
    private static final String NOTHING = "-";

    private static final String BY_TABLE = "SELECT table, count(*) AS letters, min(timestamp) AS oldest,"
            + " max(timestamp) AS newest, min_by(reason, struct(timestamp, topic, partition, offset)) AS reason"
            + " FROM cdc.dead_letters GROUP BY table ORDER BY oldest";

    /** By table: {@code table}, {@code letters}, {@code oldest}, {@code newest}, and {@code reason}, the first one's. */
    public List<Map<String, String>> byTable() {
        return rows(BY_TABLE);
    }

    /**
     * The oldest first: {@code table}, {@code row}, {@code operation}, {@code position}, {@code kafka}, {@code timestamp} and
     * {@code reason}.
     *
     * @param tables {@code schema.table} each
     */
    public List<Map<String, String>> ofTables(List<String> tables, int limit) {
        String names = tables.stream().map(DeadLetterRows::literal).collect(Collectors.joining(", "));
        // All columns: a table of an earlier release does not have some.
        List<Map<String, String>> rows = rows("SELECT * FROM cdc.dead_letters WHERE table IN (" + names
                + ") ORDER BY timestamp, topic, partition, offset LIMIT " + limit);
        rows.forEach(row -> {
            row.put("kafka", row.get("topic") + "[" + row.get("partition") + "]@" + row.get("offset"));
            row.put("position", position(row.get("commit_lsn")));
            row.putIfAbsent("row", NOTHING);
            row.putIfAbsent("operation", NOTHING);
        });
        return rows;
    }

    private List<Map<String, String>> rows(String sql) {
        Collected rows = new Collected();
        try {
            lake.run(sql, rows);
        } catch (QueryRefusedException e) {
            if (!e.code().equals(NO_TABLE)) {
                throw e;
            }
        }
        return rows.all;
    }

    private static String literal(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    /** As PostgreSQL prints a place in its log. */
    static String position(String number) {
        if (number == null || number.equals(NOTHING)) {
            return NOTHING;
        }
        long place = Long.parseLong(number);
        return String.format(Locale.ROOT, "%X/%X", place >>> 32, place & 0xFFFF_FFFFL);
    }

    private static final class Collected implements RowSink {

        private final List<Map<String, String>> all = new ArrayList<>();
        private List<LakeColumn> columns = List.of();

        @Override
        public void columns(List<LakeColumn> described) {
            columns = described;
        }

        @Override
        public void row(List<JsonNode> cells) {
            Map<String, String> row = new HashMap<>();
            for (int i = 0; i < cells.size(); i++) {
                row.put(columns.get(i).name(), text(cells.get(i)));
            }
            all.add(row);
        }

        /** In one line, and harmless for a terminal: it may hold what somebody has written into a table. */
        private static String text(JsonNode cell) {
            return cell.isNull() ? NOTHING : cell.asText().replaceAll("\\p{Cntrl}", " ");
        }
    }
}
