package io.cdcpipeline.job.fill;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.io.Serializable;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the source's catalogue says of a table, as far as rows change with it and the log has no event of that.
 *
 * @param bytes about how large it is
 * @param files the files of the table and its partitions: others after a rewrite, and after a truncate
 * @param columns names by {@code attnum}
 * @param labels of the enums that its columns have, by their oid; and names of the fields of composites, by the type's oid, a point, and {@code attnum}
 * @param published what of it is sent; null when that is not known
 */
public record SourceTable(
        @JsonIgnore long bytes,
        String files,
        Map<String, String> columns,
        Map<String, String> labels,
        Published published)
        implements Serializable {

    /**
     * What a publication sends of a table.
     *
     * @param filter which rows, as SQL; empty for all
     * @param hidden the {@code attnum}s of columns that are never sent
     */
    public record Published(String filter, Set<String> hidden) implements Serializable {

        public Published {
            hidden = new TreeSet<>(hidden);
        }
    }

    public SourceTable {
        columns = new TreeMap<>(columns);
        labels = new TreeMap<>(labels);
    }

    /** The same in all but how large it is, which changes all the time. */
    public boolean isAlike(SourceTable other) {
        return equals(new SourceTable(bytes, other.files, other.columns, other.labels, other.published));
    }

    /** The same by other names of its columns. */
    public SourceTable withColumns(Map<String, String> names) {
        return new SourceTable(bytes, files, names, labels, published);
    }

    /** With the columns, too, that it had before and has not any more: what gets their names is another one. */
    public SourceTable remembering(SourceTable before) {
        Map<String, String> all = new TreeMap<>(before.columns);
        all.putAll(columns);
        return withColumns(all);
    }

    /**
     * What makes rows that were read before differ from what the source has now, as a part of a sentence; empty for nothing. A
     * column that is new is no such thing, nor one that is gone: the log tells what rows have then.
     */
    public Optional<String> differenceFrom(SourceTable before) {
        if (!files.equals(before.files)) {
            return Optional.of("it was rewritten in the source, or partitions of it came, went or were truncated");
        }
        for (Map.Entry<String, String> column : columns.entrySet()) {
            String former = before.columns.get(column.getKey());
            if (former != null && !former.equals(column.getValue())) {
                return Optional.of("its column " + former + " is called " + column.getValue() + " in the source now");
            }
            if (former == null && before.columns.containsValue(column.getValue())) {
                return Optional.of("its column " + column.getValue() + " was dropped in the source and made again");
            }
        }
        return newlyPublished(before).or(() -> relabelled(before)).or(() -> otherFields(before));
    }

    /** What was not sent until now is in no change, and stays out of the lake, until somebody changes the row. */
    private Optional<String> newlyPublished(SourceTable before) {
        if (published == null || before.published == null) {
            return Optional.empty();
        }
        if (!published.filter.equals(before.published.filter)) {
            return Optional.of("the publication sends other rows of it now");
        }
        return before.published.hidden.stream()
                .filter(column -> columns.containsKey(column) && !published.hidden.contains(column))
                .map(column -> "its column " + columns.get(column) + " was not in the publication until now")
                .findFirst();
    }

    private Optional<String> relabelled(SourceTable before) {
        return labels.entrySet().stream()
                .filter(label -> label.getKey().indexOf('.') < 0 && before.labels.containsKey(label.getKey()))
                .filter(label -> !label.getValue().equals(before.labels.get(label.getKey())))
                .map(label -> "the value '" + before.labels.get(label.getKey()) + "' of an enum is called '"
                        + label.getValue() + "' in the source now")
                .findFirst();
    }

    private Optional<String> otherFields(SourceTable before) {
        Map<String, Map<String, String>> former = before.composites();
        return composites().entrySet().stream()
                .filter(type -> former.containsKey(type.getKey()))
                .filter(type -> !type.getValue().equals(former.get(type.getKey())))
                .map(type -> "a composite type of its columns has other fields in the source now")
                .findFirst();
    }

    /** Fields by their type. */
    private Map<String, Map<String, String>> composites() {
        Map<String, Map<String, String>> types = new TreeMap<>();
        labels.forEach((field, name) -> {
            int point = field.indexOf('.');
            if (point > 0) {
                types.computeIfAbsent(field.substring(0, point), t -> new TreeMap<>())
                        .put(field, name);
            }
        });
        return types;
    }
}
