package io.cdcpipeline.job.schema;

import io.cdcpipeline.contract.Repair;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * How the columns of a table become those of a shape. Where both sides know which columns of the source theirs are, one is followed
 * under another name, and another one of the same name takes the place of the former. Else the name decides, and nobody knows
 * from then on which column of the source the rows have values of.
 */
final class EvolutionPlan {

    private final RowShape shape;
    private final boolean numbered;
    private final boolean fresh;
    private final List<StructField> fields = new ArrayList<>();
    private final List<Column> added = new ArrayList<>();
    private final List<StructField> widened = new ArrayList<>();
    private Evolution.Impossible impossible;

    private EvolutionPlan(StructType table, RowShape shape, boolean numbered) {
        this.shape = shape;
        this.numbered = numbered;
        this.fresh = table.size() == 0;
        fields.addAll(List.of(table.fields()));
    }

    static Evolution of(StructType table, RowShape shape) {
        boolean numbered =
                shape.isNumbered() && ColumnNumber.areIn(table, shape.relation().oid());
        return new EvolutionPlan(table, shape, numbered).plan(table);
    }

    /** For a table whose rows go first: its columns are the source's of that name from then on. */
    static Evolution ofEmptied(StructType table, RowShape shape) {
        EvolutionPlan plan = new EvolutionPlan(table, shape, false);
        plan.match();
        plan.renumber();
        return plan.result(table);
    }

    private Evolution plan(StructType table) {
        match();
        if (!numbered && !fresh) {
            fields.replaceAll(f -> ColumnNumber.in(f, null));
        }
        return result(table);
    }

    private void match() {
        List<StructField> before = List.copyOf(fields);
        for (Column column : shape.columns()) {
            Optional<StructField> now = numbered ? byNumber(before, column) : byName(column);
            now.ifPresentOrElse(field -> follow(field, column), () -> come(column));
        }
        if (numbered) {
            refuseAlike();
        }
    }

    private static Optional<StructField> byNumber(List<StructField> before, Column column) {
        return before.stream()
                .filter(f -> column.number().equals(ColumnNumber.of(f)))
                .findFirst();
    }

    private Optional<StructField> byName(Column column) {
        Optional<StructField> now = fields.stream()
                .filter(f -> f.name().equalsIgnoreCase(column.name()))
                .findFirst();
        now.filter(f -> !f.name().equals(column.name())).ifPresent(f -> alike(f.name(), column.name()));
        return now;
    }

    private void follow(StructField now, Column column) {
        StructField followed = new StructField(column.name(), now.dataType(), now.nullable(), now.metadata());
        if (!Widening.holds(now.dataType(), column.type())) {
            if (!Widening.holds(column.type(), now.dataType())) {
                otherType(column, now);
                return;
            }
            followed = new StructField(column.name(), column.type(), true, now.metadata());
            widened.add(followed);
        }
        fields.set(fields.indexOf(now), followed);
    }

    /** One that has been there under that name is another: a name is given once at a time. */
    private void come(Column column) {
        Column coming = numbered || fresh ? column : column.as(null);
        if (numbered) {
            fields.removeIf(f -> f.name().equals(column.name()) && !isOfShape(f));
        }
        added.add(coming);
        fields.add(coming.field());
    }

    private boolean isOfShape(StructField field) {
        ColumnNumber number = ColumnNumber.of(field);
        return number != null && shape.columns().stream().anyMatch(c -> number.equals(c.number()));
    }

    /** Others of that name go, where a column was given it that had another before. */
    private void refuseAlike() {
        fields.removeIf(f ->
                !isOfShape(f) && shape.columns().stream().anyMatch(c -> c.name().equals(f.name())));
        Map<String, String> names = new HashMap<>();
        for (StructField field : fields) {
            String other = names.put(field.name().toLowerCase(Locale.ROOT), field.name());
            if (other != null) {
                alike(other, field.name());
            }
        }
    }

    private void renumber() {
        Map<String, ColumnNumber> numbers = new HashMap<>();
        boolean known = shape.isNumbered();
        shape.columns().forEach(c -> numbers.put(c.name(), known ? c.number() : null));
        fields.replaceAll(f -> ColumnNumber.in(f, numbers.get(f.name())));
        added.replaceAll(c -> c.as(numbers.get(c.name())));
    }

    private void alike(String one, String other) {
        String what = "columns '" + one + "' and '" + other + "' differ only by case, which Delta cannot tell apart";
        impossible = new Evolution.Impossible(what, ": exclude or rename one of them");
    }

    private void otherType(Column column, StructField now) {
        String what = "column '" + column.name() + "' changed its type from "
                + now.dataType().simpleString() + " to " + column.type().simpleString()
                + ", which cannot be done without a loss";
        impossible = impossible == null ? new Evolution.Impossible(what, Repair.WAY_OUT) : impossible;
    }

    private Evolution result(StructType table) {
        if (impossible != null) {
            return impossible;
        }
        StructType result = new StructType(fields.toArray(StructField[]::new));
        return Objects.equals(result, table)
                ? new Evolution.None()
                : new Evolution.Change(List.copyOf(added), List.copyOf(widened), result);
    }
}
