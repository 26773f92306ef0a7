package io.cdcpipeline.job.verify;

import io.cdcpipeline.contract.RowDifference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Some rows of both sides, held against each other. Not thread-safe. */
final class RowsByKey {

    private final RowForm form;
    private final Map<List<String>, Deque<List<String>>> source = new HashMap<>();
    private final List<RowDifference> differences = new ArrayList<>();

    RowsByKey(RowForm form) {
        this.form = form;
    }

    List<RowDifference> compare(Collection<List<String>> sourceRows, Collection<List<String>> lakeRows) {
        for (List<String> row : sourceRows) {
            source.computeIfAbsent(form.key(row), key -> new ArrayDeque<>()).add(row);
        }
        lakeRows.forEach(this::ofLake);
        source.values().stream()
                .flatMap(Collection::stream)
                .forEach(row ->
                        differences.add(new RowDifference(key(row), RowDifference.Kind.ONLY_IN_SOURCE, List.of())));
        differences.sort(
                (one, other) -> one.key().toString().compareTo(other.key().toString()));
        return differences;
    }

    private void ofLake(List<String> lake) {
        Deque<List<String>> same = source.get(form.key(lake));
        List<String> row = same == null ? null : same.poll();
        if (row == null) {
            differences.add(new RowDifference(key(lake), RowDifference.Kind.ONLY_IN_LAKE, List.of()));
        } else if (!row.equals(lake)) {
            differences.add(new RowDifference(key(lake), RowDifference.Kind.DIFFERENT, values(row, lake)));
        }
    }

    private List<RowDifference.Value> values(List<String> one, List<String> other) {
        List<RowDifference.Value> values = new ArrayList<>();
        for (int i = 0; i < one.size(); i++) {
            if (!Objects.equals(one.get(i), other.get(i))) {
                values.add(new RowDifference.Value(form.columns().get(i).name(), one.get(i), other.get(i)));
            }
        }
        return values;
    }

    /** A key may hold nulls when it is the whole row. */
    private List<String> key(List<String> row) {
        return new ArrayList<>(form.key(row));
    }
}
