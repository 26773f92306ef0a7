package io.cdcpipeline.job.collapse;

import io.cdcpipeline.contract.Repair;
import io.cdcpipeline.contract.columns.SourceColumns;
import io.cdcpipeline.contract.event.SourceRelation;
import io.cdcpipeline.job.schema.ColumnNumber;
import io.cdcpipeline.job.schema.RowShape;
import io.cdcpipeline.job.state.TableContext;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** A table's rows all have their columns masked by the same rules: a change that has not stays in Kafka. Not thread-safe. */
final class OtherMasks {

    private static final String OTHERS =
            "changes of it that are in Kafka have their columns masked otherwise than the table has: the connector had other"
                    + " spec.tableSettings, or another salt, then" + Repair.WAY_OUT;

    private final SourceColumns columns;
    private final TableContext table;
    private RowShape last;

    OtherMasks(SourceColumns columns, TableContext table) {
        this.columns = columns;
        this.table = table;
    }

    /**
     * Why a change cannot be applied, as a sentence; null when it can.
     *
     * @param lake the table's columns; null while it is not there
     */
    String problem(RowShape source, StructType lake) {
        SourceRelation relation = source.relation();
        if (relation != null && relation.problem() != null) {
            return relation.problem();
        }
        // Not known of events from before there were masks.
        String now = relation == null ? null : relation.masks();
        return Objects.equals(now, table.state().masks()) ? escaped(source, lake) : OTHERS;
    }

    private String escaped(RowShape source, StructType lake) {
        if (table.state().masks() == null || lake == null || source == last) {
            return null;
        }
        last = source;
        Map<String, String> before = new HashMap<>();
        for (StructField field : lake.fields()) {
            put(before, ColumnNumber.of(field), field.name());
        }
        Map<String, String> now = new HashMap<>();
        source.columns().forEach(column -> put(now, column.number(), column.name()));
        // A look at all patterns: once a shape, of tables that have masks.
        return columns.of(table.table().toString()).escaped(before, now).orElse(null);
    }

    private static void put(Map<String, String> names, ColumnNumber number, String name) {
        if (number != null) {
            names.put(number.toString(), name);
        }
    }
}
