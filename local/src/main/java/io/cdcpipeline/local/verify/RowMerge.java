package io.cdcpipeline.local.verify;

import com.fasterxml.jackson.databind.JsonNode;
import io.cdcpipeline.local.query.LakeColumn;
import io.cdcpipeline.local.query.RowSink;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;

/**
 * Walks two sides that are sorted by the same key in step, so that neither has to fit into memory. The lake's rows are
 * pushed, the source's pulled.
 */
final class RowMerge implements RowSink {

    /** Differences that are remembered; all of them are counted. */
    private static final int KEPT = 1_000;

    private final List<Comparison> columns;
    private final int keyColumns;
    private final Iterator<List<String>> source;
    private final List<RowDifference> differences = new ArrayList<>();
    private List<String> pending;
    private long rows;
    private long differing;

    /** @param keyColumns the key stands first in every row; all columns for a table without one */
    RowMerge(List<Comparison> columns, int keyColumns, Iterator<List<String>> source) {
        this.columns = columns;
        this.keyColumns = keyColumns;
        this.source = source;
        pull();
    }

    @Override
    public void columns(List<LakeColumn> described) {
        // They come in the order in which they were asked for.
    }

    @Override
    public void row(List<JsonNode> cells) {
        List<String> lake = new ArrayList<>(cells.size());
        for (int i = 0; i < cells.size(); i++) {
            lake.add(columns.get(i).form().ofLake(cells.get(i)));
        }
        while (pending != null && compareKeys(pending, lake) < 0) {
            add(new RowDifference(key(pending), RowDifference.Kind.ONLY_IN_SOURCE, List.of()));
            pull();
        }
        if (pending == null || compareKeys(pending, lake) > 0) {
            add(new RowDifference(key(lake), RowDifference.Kind.ONLY_IN_LAKE, List.of()));
            return;
        }
        if (!pending.equals(lake)) {
            add(new RowDifference(key(lake), RowDifference.Kind.DIFFERENT, values(pending, lake)));
        }
        pull();
    }

    TableVerificationResult verdict(String table) {
        while (pending != null) {
            add(new RowDifference(key(pending), RowDifference.Kind.ONLY_IN_SOURCE, List.of()));
            pull();
        }
        return new TableVerificationResult(table, rows, differing, List.copyOf(differences));
    }

    private void pull() {
        if (source.hasNext()) {
            pending = source.next();
            rows++;
        } else {
            pending = null;
        }
    }

    private void add(RowDifference difference) {
        differing++;
        if (differences.size() < KEPT) {
            differences.add(difference);
        }
    }

    private List<RowDifference.Value> values(List<String> one, List<String> other) {
        List<RowDifference.Value> values = new ArrayList<>();
        for (int i = 0; i < one.size(); i++) {
            if (!Objects.equals(one.get(i), other.get(i))) {
                values.add(new RowDifference.Value(columns.get(i).name(), one.get(i), other.get(i)));
            }
        }
        return values;
    }

    private List<String> key(List<String> row) {
        // A key may hold nulls when it is the whole row.
        return new ArrayList<>(row.subList(0, keyColumns));
    }

    private int compareKeys(List<String> one, List<String> other) {
        for (int i = 0; i < keyColumns; i++) {
            int order = compare(columns.get(i).form(), one.get(i), other.get(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    /** Nulls first, as both sides are told to sort. */
    private static int compare(ValueForm form, String one, String other) {
        if (one == null || other == null) {
            return Boolean.compare(one != null, other != null);
        }
        return form.compare(one, other);
    }
}
