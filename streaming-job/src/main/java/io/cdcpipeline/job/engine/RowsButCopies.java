package io.cdcpipeline.job.engine;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;

/**
 * A table's rows without some copies, told by Spark's partition and their number in that: it takes no name that a column may have.
 *
 * @param columns of the table
 * @param rows what is compared, and then all of the row
 */
record RowsButCopies(SparkSession session, StructType columns, CopyPlaces.Rows rows) {

    static final CopyPlaces.Numbering NUMBERING =
            (value, partition, index, row) -> new CopyPlaces.Place(value, partition, index);

    static RowsButCopies of(SparkSession session, Dataset<Row> table, Column compared) {
        Column[] all = Stream.of(table.schema().fieldNames())
                .map(n -> col(Names.quoted(n)))
                .toArray(Column[]::new);
        return new RowsButCopies(session, table.schema(), CopyPlaces.Rows.of(table.select(compared, struct(all))));
    }

    Dataset<Row> without(List<CopyPlaces.Place> places) {
        Map<Integer, Set<Long>> gone = new HashMap<>();
        places.forEach(p ->
                gone.computeIfAbsent((int) p.part(), part -> new HashSet<>()).add(p.number()));
        int width = columns.size();
        JavaRDD<InternalRow> left = rows.rows()
                .mapPartitionsWithIndex(
                        (partition, all) -> new Others(all, gone.getOrDefault(partition, Set.of()), width), false);
        return session.internalCreateDataFrame(left.rdd(), columns, false);
    }

    /** Those whose numbers are not among them. */
    private static final class Others implements Iterator<InternalRow> {

        private final Iterator<InternalRow> all;
        private final Set<Long> gone;
        private final int width;
        private long index;
        private InternalRow next;

        Others(Iterator<InternalRow> all, Set<Long> gone, int width) {
            this.all = all;
            this.gone = gone;
            this.width = width;
        }

        @Override
        public boolean hasNext() {
            while (next == null && all.hasNext()) {
                InternalRow row = all.next();
                next = gone.contains(index++) ? null : row.getStruct(1, width);
            }
            return next != null;
        }

        @Override
        public InternalRow next() {
            hasNext();
            InternalRow row = next;
            next = null;
            return row;
        }
    }
}
