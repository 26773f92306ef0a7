package io.cdcpipeline.job.schema;

import io.cdcpipeline.contract.Repair;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** What a table needs so that rows of a shape fit into it. A dropped column stays: its history does too. */
public sealed interface Evolution extends Serializable {

    /** The table is ready as it is. */
    record None() implements Evolution {}

    /**
     * @param added columns to add at the end, with what the rows that exist get
     * @param widened columns whose type grows without a loss
     * @param result the table's columns afterwards
     */
    record Change(List<Column> added, List<StructField> widened, StructType result) implements Evolution {}

    /** The table is emptied and gets these columns instead of its own. */
    record Replace(StructType result) implements Evolution {}

    /** No way without a loss. */
    record Impossible(String reason) implements Evolution {}

    /** What rows that exist will lack: empty when they lack nothing. */
    default Optional<String> note() {
        if (!(this instanceof Change change)) {
            return Optional.empty();
        }
        String unknown = change.added().stream()
                .filter(c -> c.initial() instanceof Initial.Unknown)
                .map(Column::name)
                .collect(Collectors.joining(", "));
        return unknown.isEmpty()
                ? Optional.empty()
                : Optional.of("rows from before column " + unknown + " came lack its value, which no event tells"
                        + Repair.WAY_OUT);
    }

    /** The columns of a table, once this is done to it. */
    default StructType applied(StructType table) {
        if (this instanceof Change change) {
            return change.result();
        }
        return this instanceof Replace replace ? replace.result() : table;
    }

    static Evolution plan(StructType table, RowShape shape) {
        Map<String, StructField> byName = new HashMap<>();
        for (StructField field : table.fields()) {
            byName.put(field.name().toLowerCase(Locale.ROOT), field);
        }
        List<Column> added = new ArrayList<>();
        List<StructField> widened = new ArrayList<>();
        for (Column column : shape.columns()) {
            StructField now = byName.get(column.name().toLowerCase(Locale.ROOT));
            if (now == null) {
                added.add(column);
                byName.put(column.name().toLowerCase(Locale.ROOT), field(column));
            } else if (!now.name().equals(column.name())) {
                return new Impossible("columns '" + now.name() + "' and '" + column.name()
                        + "' differ only by case, which Delta cannot tell apart: exclude or rename one of them");
            } else if (Widening.holds(now.dataType(), column.type())) {
                continue;
            } else if (Widening.holds(column.type(), now.dataType())) {
                widened.add(field(column));
            } else {
                return otherType(column, now);
            }
        }
        return added.isEmpty() && widened.isEmpty()
                ? new None()
                : new Change(List.copyOf(added), List.copyOf(widened), result(table, added, widened));
    }

    private static Impossible otherType(Column column, StructField now) {
        return new Impossible("column '" + column.name() + "' changed its type from "
                + now.dataType().simpleString() + " to " + column.type().simpleString()
                + ", which cannot be done without a loss" + Repair.WAY_OUT);
    }

    /** As {@link #plan}, for a table whose rows go first. */
    static Evolution planEmptied(StructType table, RowShape shape) {
        Evolution kept = plan(table, shape);
        if (kept instanceof Impossible) {
            Evolution anew = plan(new StructType(), shape);
            return anew instanceof Impossible ? anew : new Replace(shape.table());
        }
        return kept;
    }

    private static StructField field(Column column) {
        return DataTypes.createStructField(column.name(), column.type(), true);
    }

    private static StructType result(StructType table, List<Column> added, List<StructField> widened) {
        List<StructField> fields = new ArrayList<>();
        for (StructField field : table.fields()) {
            fields.add(widened.stream()
                    .filter(w -> w.name().equals(field.name()))
                    .findFirst()
                    .orElse(field));
        }
        added.forEach(c -> fields.add(field(c)));
        return new StructType(fields.toArray(StructField[]::new));
    }
}
