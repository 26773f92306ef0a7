package io.cdcpipeline.job.engine;

import static org.apache.spark.sql.functions.col;

import io.cdcpipeline.job.schema.Projections;
import io.cdcpipeline.job.schema.RowShape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.InSet;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.types.StructType;
import scala.collection.JavaConverters;

/**
 * The values that operations keep, read from the rows that the index names: only the files that hold such rows are looked at,
 * and only the columns that any operation keeps.
 */
final class KeptValues {

    private final TableIndex index;
    private final StructType layout;
    private final List<Integer> columns;
    private UnsafeProjection projection;
    private final Map<Long, InternalRow> rows = new HashMap<>();

    /**
     * @param layout of operations
     * @param kept ordinals of the table's columns in it
     */
    KeptValues(TableIndex index, StructType layout, Set<Integer> kept) {
        this.index = index;
        this.layout = layout;
        this.columns = kept.stream().sorted().toList();
    }

    /** @param places as the index found them */
    void read(Snapshot snapshot, Set<Long> places) {
        if (places.isEmpty()) {
            return;
        }
        projection = Projections.unsafe(layout);
        FileRows files = new FileRows(snapshot);
        places.forEach(p -> files.add(index.file(KeyIndex.file(p))));
        Set<Object> wanted = new HashSet<>();
        places.forEach(p -> wanted.add((long) KeyIndex.row(p)));
        List<Column> selected = new ArrayList<>(List.of(FileRows.FILE, FileRows.ROW));
        columns.forEach(c ->
                selected.add(col(Names.quoted(layout.apply(RowShape.LEAD + c).name()))));
        var found = files.rows()
                .where(new Column(new InSet(
                        FileRows.ROW.expr(), JavaConverters.asScalaSet(wanted).toSet())))
                .select(selected.toArray(Column[]::new));
        for (InternalRow row : CollectedRows.of(found)) {
            long place = KeyIndex.place(files.number(row.getLong(0)), Math.toIntExact(row.getLong(1)));
            if (places.contains(place)) {
                rows.put(place, row);
            }
        }
    }

    /** @return the operation as one that keeps nothing; the place of its row is one of those that were read */
    InternalRow completed(InternalRow patch, long place) {
        InternalRow before = rows.get(place);
        if (before == null) {
            throw new IllegalStateException("The index names row " + KeyIndex.row(place) + " of "
                    + index.file(KeyIndex.file(place)).file().path() + ", which is not there");
        }
        byte[] keeps = patch.getUTF8String(1).getBytes();
        Object[] values = new Object[layout.size()];
        values[0] = RowOperation.PUT.code();
        for (int i = RowShape.LEAD; i < values.length; i++) {
            values[i] = patch.get(i, layout.apply(i).dataType());
        }
        for (int i = 0; i < columns.size(); i++) {
            int column = columns.get(i);
            if (keeps[column] == '1') {
                int field = RowShape.LEAD + column;
                values[field] = before.get(i + 2, layout.apply(field).dataType());
            }
        }
        return projection.apply(new GenericInternalRow(values)).copy();
    }
}
