package io.cdcpipeline.job.engine;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.execution.SQLExecution;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.Option;

/**
 * Where copies of the rows are that a commit removes: as many of each, as far as there are; which ones does not matter. Columns that
 * the source does not have any more tell no rows apart.
 */
final class CopyPlaces {

    private final SparkSession session;
    private final StructType columns;
    private final RowDigest.Seeds seeds = new RowDigest.Seeds(
            ThreadLocalRandom.current().nextLong(), ThreadLocalRandom.current().nextLong());

    /** @param shape its columns are the table's, whatever the table has beside them */
    CopyPlaces(SparkSession session, Snapshot snapshot, StructType shape) {
        this.session = session;
        this.columns = new StructType(
                Stream.of(shape.fieldNames()).map(snapshot.schema()::apply).toArray(StructField[]::new));
    }

    /**
     * One row of the table.
     *
     * @param part some of the table's rows
     * @param number the row's among them
     */
    record Place(RowDigest.Value row, long part, long number) implements java.io.Serializable {}

    /** @param missing how many more were to be found */
    record Found(List<Place> places, long missing) {}

    /** Tells where a row of the table is, of which the first field is {@link #row}; asked for one after the other. */
    interface Numbering extends java.io.Serializable {

        /** @param partition of Spark's */
        Place place(RowDigest.Value value, int partition, long index, InternalRow row);
    }

    /** What is compared, in the types that the table has. */
    Column row() {
        return struct(Stream.of(columns.fields())
                .map(f -> col(Names.quoted(f.name())).cast(f.dataType()).as(f.name()))
                .toArray(Column[]::new));
    }

    /**
     * Reads all of the table.
     *
     * @param removed rows with these columns
     * @param table its rows, {@link #row} first
     */
    Found find(Dataset<Row> removed, Rows table, Numbering numbering) {
        StructType type = columns;
        RowDigest.Seeds start = seeds;
        Map<RowDigest.Value, Long> wanted = new HashMap<>();
        Rows.of(removed.select(row()))
                .collect((partition, rows) -> digests(rows, type, start))
                .forEach(row -> wanted.merge(row, 1L, Long::sum));
        Broadcast<Map<RowDigest.Value, Long>> all =
                JavaSparkContext.fromSparkContext(session.sparkContext()).broadcast(new HashMap<>(wanted));
        try {
            return choose(
                    table.collect((partition, rows) ->
                            new Search(new RowDigest(type, start), all.value(), numbering).places(partition, rows)),
                    wanted);
        } finally {
            all.destroy();
        }
    }

    private static Found choose(List<Place> candidates, Map<RowDigest.Value, Long> wanted) {
        List<Place> places = new ArrayList<>();
        for (Place place : candidates) {
            long more = wanted.get(place.row());
            if (more > 0) {
                places.add(place);
                wanted.put(place.row(), more - 1);
            }
        }
        return new Found(
                places, wanted.values().stream().mapToLong(Long::longValue).sum());
    }

    private static Iterator<RowDigest.Value> digests(
            Iterator<InternalRow> rows, StructType columns, RowDigest.Seeds seeds) {
        RowDigest digest = new RowDigest(columns, seeds);
        List<RowDigest.Value> digests = new ArrayList<>();
        rows.forEachRemaining(row -> digests.add(digest.of(row.getStruct(0, columns.size()))));
        return digests.iterator();
    }

    /** Of one part of the table. */
    private record Search(RowDigest digest, Map<RowDigest.Value, Long> wanted, Numbering numbering) {

        /** Of rows that are equal no more than are wanted: another part of the table may have some, too. */
        Iterator<Place> places(int partition, Iterator<InternalRow> rows) {
            Map<RowDigest.Value, Long> had = new HashMap<>();
            List<Place> places = new ArrayList<>();
            for (long index = 0; rows.hasNext(); index++) {
                InternalRow row = rows.next();
                RowDigest.Value value = digest.of(row.getStruct(0, digest.columns()));
                if (wanted.containsKey(value) && had.merge(value, 1L, Long::sum) <= wanted.get(value)) {
                    places.add(numbering.place(value, partition, index, row));
                }
            }
            return places.iterator();
        }
    }

    /**
     * Rows as Spark has them inside, which are the same in the same order whenever they are read.
     *
     * @param query their plan: what is set in its session holds for its tasks
     */
    record Rows(QueryExecution query, JavaRDD<InternalRow> rows) {

        /** What is made of the rows of one partition. */
        interface Task<T> extends java.io.Serializable {
            Iterator<T> of(int partition, Iterator<InternalRow> rows);
        }

        static Rows of(Dataset<Row> rows) {
            QueryExecution query = rows.queryExecution();
            return SQLExecution.withNewExecutionId(
                    query, Option.empty(), () -> new Rows(query, query.toRdd().toJavaRDD()));
        }

        <T> List<T> collect(Task<T> task) {
            return SQLExecution.withNewExecutionId(
                    query, Option.empty(), () -> rows.mapPartitionsWithIndex(task::of, false)
                            .collect());
        }
    }
}
