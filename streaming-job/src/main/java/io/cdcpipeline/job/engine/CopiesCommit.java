package io.cdcpipeline.job.engine;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.actions.FileAction;
import org.apache.spark.sql.delta.deletionvectors.RoaringBitmapArray;
import scala.collection.JavaConverters;

/**
 * One commit of a table without a key: copies of rows that are removed are marked where they are, the others are appended. To find
 * them costs as much as the table is large. Where marks may not be made, the table is written anew without them.
 */
final class CopiesCommit {

    /** Spark tells under that name where a row is. */
    private static final String METADATA = "_metadata";

    private final SparkSession session;
    private final String path;
    private final Snapshot snapshot;
    private final TableCommit commit;

    CopiesCommit(SparkSession session, String path, Snapshot snapshot, TableCommit commit) {
        this.session = session;
        this.path = path;
        this.snapshot = snapshot;
        this.commit = commit;
    }

    /** @throws MissingRowsException when there are fewer copies than are to be removed, and there must not be */
    void make() {
        List<AddFile> files = snapshot.allFiles().collectAsList();
        CopyPlaces places = new CopyPlaces(session, snapshot, commit.shape().table());
        if (mayMark(files)) {
            mark(places, files);
        } else {
            rewrite(places, files);
        }
    }

    private boolean mayMark(List<AddFile> files) {
        return MarkedRows.sufficeForCopies(snapshot)
                && Stream.of(snapshot.schema().fieldNames()).noneMatch(METADATA::equalsIgnoreCase)
                && files.stream().allMatch(f -> f.numPhysicalRecords().isDefined());
    }

    private Dataset<Row> operations() {
        return commit.rows().operations().rows(session);
    }

    private Column removes() {
        return col(Names.quoted(commit.shape().operationField())).equalTo(lit(RowOperation.REMOVE.code()));
    }

    /** All columns of the table; NULL in those that the source does not have any more. */
    private Dataset<Row> puts() {
        Set<String> given = Set.of(commit.shape().table().fieldNames());
        Column[] columns = Stream.of(snapshot.schema().fields())
                .map(f -> (given.contains(f.name()) ? col(Names.quoted(f.name())) : lit(null))
                        .cast(f.dataType())
                        .as(f.name()))
                .toArray(Column[]::new);
        return operations().where(not(removes())).select(columns);
    }

    private List<CopyPlaces.Place> find(CopyPlaces places, CopyPlaces.Rows table, CopyPlaces.Numbering numbering) {
        CopyPlaces.Found found = places.find(operations().where(removes()), table, numbering);
        if (found.missing() > 0 && commit.target() == TableCommit.Target.COPIES) {
            throw new MissingRowsException(path, found.missing());
        }
        return found.places();
    }

    private void mark(CopyPlaces places, List<AddFile> files) {
        Map<Long, AddFile> byHash = new HashMap<>();
        files.forEach(f -> byHash.put(FileRows.hash(snapshot, f), f));
        Dataset<Row> table = FileRows.of(snapshot, files).select(places.row(), FileRows.FILE, FileRows.ROW);
        List<CopyPlaces.Place> found = find(
                places,
                CopyPlaces.Rows.of(table),
                (value, partition, index, row) -> new CopyPlaces.Place(value, row.getLong(1), row.getLong(2)));
        Map<AddFile, RoaringBitmapArray> marks = new HashMap<>();
        found.forEach(place -> marks.computeIfAbsent(byHash.get(place.part()), f -> new RoaringBitmapArray())
                .add(place.number()));
        MarkedCommit marked = MarkedCommit.on(session, snapshot);
        Dataset<Row> puts = puts();
        long inserted = puts.count();
        List<FileAction> written = inserted == 0
                ? List.of()
                : JavaConverters.seqAsJavaList(marked.transaction().writeFiles(puts));
        marked.make(
                commit.transaction(),
                new MarkedCommit.Files(MarkedRows.write(snapshot, marks), written),
                new FoundRows.Counts(inserted, 0, found.size()));
    }

    private void rewrite(CopyPlaces places, List<AddFile> files) {
        RowsButCopies table = RowsButCopies.of(session, FileRows.of(snapshot, files), places.row());
        table.without(find(places, table.rows(), RowsButCopies.NUMBERING))
                .unionByName(puts())
                .write()
                .format("delta")
                .mode("overwrite")
                .save(path);
    }
}
