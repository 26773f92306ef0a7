package io.cdcpipeline.job.engine;

import io.cdcpipeline.job.schema.Column;
import io.cdcpipeline.job.schema.ColumnNumber;
import io.cdcpipeline.job.schema.Evolution;
import io.cdcpipeline.job.schema.Initial;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Gives a table other columns. What needs no row written anew is one commit of metadata; where rows get values, or a type grows, all
 * are written anew after that. It may end between the two: what is left is worked out from what is there.
 */
record ColumnChange(DeltaTables tables, String path) {

    /** A field that stays, and what becomes of it: its type comes later. */
    private record Kept(StructField before, StructField after) {

        boolean isRenamed() {
            return !before.name().equals(after.name());
        }
    }

    void make(Evolution.Change change) {
        StructType now = tables.columns(path);
        List<Kept> kept = kept(now, change);
        if (kept.size() < now.size() || kept.stream().anyMatch(Kept::isRenamed)) {
            tables.mapNames(path);
            now = tables.columns(path);
            kept = kept(now, change);
        }
        List<StructField> next = new ArrayList<>(kept.stream().map(Kept::after).toList());
        List<Column> added = change.added().stream()
                .filter(c -> next.stream().noneMatch(f -> f.name().equals(c.name())))
                .toList();
        boolean rewrites =
                !change.widened().isEmpty() || added.stream().anyMatch(c -> c.initial() instanceof Initial.Constant);
        if (!rewrites) {
            added.forEach(c -> next.add(c.field()));
        }
        StructType columns = new StructType(next.toArray(StructField[]::new));
        if (!ColumnNumber.sameColumns(columns, now)) {
            tables.setColumns(path, columns);
        }
        if (rewrites) {
            tables.rewrite(path, change.result(), added, false);
        }
    }

    private static List<Kept> kept(StructType now, Evolution.Change change) {
        List<Kept> kept = new ArrayList<>();
        for (StructField field : now.fields()) {
            StructField then = then(field, change);
            if (then != null) {
                StructField same = new StructField(then.name(), field.dataType(), field.nullable(), field.metadata());
                kept.add(new Kept(field, ColumnNumber.in(same, ColumnNumber.of(then))));
            }
        }
        return kept;
    }

    /** What becomes of a field; null when another column takes its place. */
    private static StructField then(StructField field, Evolution.Change change) {
        ColumnNumber number = ColumnNumber.of(field);
        StructField same = number == null ? null : ColumnNumber.find(change.result(), number);
        if (same != null) {
            return same;
        }
        StructField named = Stream.of(change.result().fields())
                .filter(f -> f.name().equals(field.name()))
                .findFirst()
                .orElse(null);
        boolean other = named != null
                && ColumnNumber.of(named) != null
                && change.added().stream().anyMatch(c -> c.name().equals(field.name()))
                && !Objects.equals(ColumnNumber.of(named), number);
        return other ? null : named;
    }
}
