package io.cdcpipeline.job.schema;

import io.cdcpipeline.contract.Repair;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** What a table needs so that rows of a shape fit into it. A dropped column stays: its history does too. */
public sealed interface Evolution extends Serializable {

    /** The table is ready as it is. */
    record None() implements Evolution {}

    /**
     * Columns that are known by their numbers may get other names, too; one whose name a column gets that is added goes.
     *
     * @param added columns to add, with what the rows that exist get
     * @param widened columns whose type grows without a loss
     * @param result the table's columns afterwards
     */
    record Change(List<Column> added, List<StructField> widened, StructType result) implements Evolution {}

    /** The table is emptied and gets these columns instead of its own. */
    record Replace(StructType result) implements Evolution {}

    /** No way without a loss. */
    record Impossible(String what, String wayOut) implements Evolution {

        /** Both, as one sentence. */
        public String reason() {
            return what + wayOut;
        }

        /** Whether a table whose rows go first can become what is wanted. */
        public boolean isMendedByFill() {
            return wayOut.equals(Repair.WAY_OUT);
        }
    }

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
        return EvolutionPlan.of(table, shape);
    }

    /** As {@link #plan}, for a table whose rows go first. */
    static Evolution planEmptied(StructType table, RowShape shape) {
        Evolution kept = EvolutionPlan.ofEmptied(table, shape);
        if (kept instanceof Impossible) {
            Evolution anew = EvolutionPlan.ofEmptied(new StructType(), shape);
            return anew instanceof Impossible ? anew : new Replace(shape.table());
        }
        return kept;
    }
}
