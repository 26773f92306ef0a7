package io.cdcpipeline.job.collapse;

import io.cdcpipeline.job.decode.Change;
import io.cdcpipeline.job.decode.Operation;
import io.cdcpipeline.job.lake.TableId;
import io.cdcpipeline.job.state.Cut;
import io.cdcpipeline.job.state.VisibleTransactions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.spark.sql.types.StructType;

/** Where one table's changes pass the cuts that are open. Not thread-safe. */
final class TableCuts {

    /** Rows that changed between a view and its cut; there are more only when the two are far apart. */
    private static final int MOST_UNSEEN = 10_000;

    private final List<Open> open;
    private final Map<Long, Integer> passed = new HashMap<>();
    private final Map<Long, Unseen> unseen = new HashMap<>();

    private record Open(Cut cut, VisibleTransactions view) {}

    /** Columns may change in between: each key's are those of the first. */
    private static final class Unseen {

        private StructType type;
        private final List<byte[]> keys = new ArrayList<>();
        private boolean complete = true;

        void add(Change change) {
            StructType now = type(change);
            type = type == null ? now : type;
            List<byte[]> rows = rows(change);
            if (now == null || !now.equals(type) || keys.size() + rows.size() > MOST_UNSEEN) {
                complete = false;
            } else {
                keys.addAll(rows);
            }
        }

        /** Null when the change tells no row: a truncate, or one whose row is not told as a whole. */
        private static StructType type(Change change) {
            if (change.operation() == Operation.TRUNCATE || change.isKeyless() && change.partial()) {
                return null;
            }
            if (change.isKeyless()) {
                return change.shape().operations();
            }
            StructType table = change.shape().table();
            StructType type = new StructType();
            for (String column : change.shape().key()) {
                type = type.add(table.apply(column));
            }
            return type;
        }

        /** Without a key, both rows that the change tells of, as they are. */
        private static List<byte[]> rows(Change change) {
            return change.isKeyless()
                    ? Stream.of(change.before(), change.row())
                            .filter(Objects::nonNull)
                            .toList()
                    : List.of(change.key());
        }
    }

    TableCuts(List<Cut> cuts, TableId table) {
        this.open = cuts.stream()
                .filter(c -> c.concerns(table))
                .map(c -> new Open(c, c.view() == null ? null : VisibleTransactions.parse(c.view())))
                .toList();
    }

    /**
     * Notes the change against each cut.
     *
     * @return whether it is the first behind one
     */
    boolean passes(Change change) {
        boolean first = false;
        for (Open one : open) {
            if (one.cut().isBefore(change.position())) {
                first |= !passed.containsKey(one.cut().id());
            } else if (one.view() != null
                    && !one.view().contains(change.position().transaction())) {
                unseen.computeIfAbsent(one.cut().id(), id -> new Unseen()).add(change);
            }
        }
        return first;
    }

    /** @param segment the index of the one that the change comes into */
    void pass(Change change, int segment) {
        open.stream()
                .map(Open::cut)
                .filter(c -> c.isBefore(change.position()))
                .forEach(c -> passed.putIfAbsent(c.id(), segment));
    }

    CutReport report() {
        if (passed.isEmpty() && unseen.isEmpty()) {
            return CutReport.NONE;
        }
        Map<Long, CutReport.UnseenRows> rows = new HashMap<>();
        unseen.forEach((id, u) -> rows.put(id, new CutReport.UnseenRows(u.type, List.copyOf(u.keys), u.complete)));
        return new CutReport(Map.copyOf(passed), rows);
    }
}
