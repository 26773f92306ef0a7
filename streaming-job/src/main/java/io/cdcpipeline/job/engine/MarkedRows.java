package io.cdcpipeline.job.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.ToIntFunction;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.actions.DeletionVectorDescriptor;
import org.apache.spark.sql.delta.actions.RemoveFile;
import org.apache.spark.sql.delta.commands.DeletionVectorUtils$;
import org.apache.spark.sql.delta.deletionvectors.RoaringBitmapArray;
import org.apache.spark.sql.delta.deletionvectors.RoaringBitmapArrayFormat;
import org.apache.spark.sql.delta.deletionvectors.StoredBitmap;
import org.apache.spark.sql.delta.storage.dv.DeletionVectorStore;
import org.apache.spark.sql.delta.storage.dv.HadoopFileSystemDVStore;
import org.apache.spark.sql.delta.util.PathWithFileSystem;
import scala.Option;
import scala.collection.JavaConverters;

/**
 * Rows that are marked as deleted, by the files that they are in.
 *
 * @param added the files with their new deletion vectors; without those of which no row is left
 * @param removed each file as it was
 */
record MarkedRows(List<AddFile> added, List<RemoveFile> removed) {

    static final MarkedRows NONE = new MarkedRows(List.of(), List.of());

    /** Properties under which a commit owes more than rows and marks, or may make no marks. */
    private static final Set<String> OTHER_DUTIES = Set.of("delta.enableRowTracking", "delta.appendOnly");

    private static final String FEED = "delta.enableChangeDataFeed";

    /**
     * Whether a table's commits may be marks, and files with new rows, and nothing else. A change feed reads what is marked as
     * deleted and what is new as inserted, so that a row with a key that became another one has to be told besides.
     */
    static boolean suffice(Snapshot snapshot) {
        return !isTrue(snapshot, FEED) && sufficeForCopies(snapshot);
    }

    /** As the other, of a table where nothing tells which row became which: deleted and inserted is all that there is. */
    static boolean sufficeForCopies(Snapshot snapshot) {
        return OTHER_DUTIES.stream().noneMatch(p -> isTrue(snapshot, p))
                && DeletionVectorUtils$.MODULE$.deletionVectorsWritable(snapshot, Option.empty(), Option.empty());
    }

    private static boolean isTrue(Snapshot snapshot, String property) {
        Map<String, String> properties =
                JavaConverters.mapAsJavaMap(snapshot.metadata().configuration());
        return "true".equalsIgnoreCase(properties.get(property));
    }

    /** Writes all vectors into one file, which does no harm should nobody commit it. @param marks each file's, besides those it has */
    static MarkedRows write(Snapshot snapshot, Map<AddFile, RoaringBitmapArray> marks) {
        MarkedRows rows = new MarkedRows(new ArrayList<>(), new ArrayList<>());
        if (marks.isEmpty()) {
            return rows;
        }
        Path table = snapshot.deltaLog().dataPath();
        DeletionVectorStore store = store(snapshot);
        UUID id = UUID.randomUUID();
        try (var writer = store.createWriter(vectors(store, snapshot, id))) {
            marks.forEach((file, bitmap) -> {
                if (file.deletionVector() != null) {
                    bitmap.merge(
                            StoredBitmap.create(file.deletionVector(), table).load(store));
                }
                rows.mark(file, bitmap, id, vector -> writer.write(vector).offset());
            });
        }
        return rows;
    }

    /** A file that is in no commit yet, with these rows marked; it has no marks so far. */
    static AddFile without(Snapshot snapshot, AddFile file, RoaringBitmapArray gone) {
        AddFile quiet = file.copy(
                file.path(),
                file.partitionValues(),
                file.size(),
                file.modificationTime(),
                false,
                file.stats(),
                file.tags(),
                null,
                file.baseRowId(),
                file.defaultRowCommitVersion(),
                file.clusteringProvider());
        if (gone.isEmpty()) {
            return quiet;
        }
        UUID id = UUID.randomUUID();
        DeletionVectorStore store = store(snapshot);
        try (var writer = store.createWriter(vectors(store, snapshot, id))) {
            return quiet.removeRows(
                            descriptor(id, gone, vector -> writer.write(vector).offset()), true, false)
                    ._1();
        }
    }

    private static PathWithFileSystem vectors(DeletionVectorStore store, Snapshot snapshot, UUID id) {
        PathWithFileSystem table = store.pathWithFileSystem(snapshot.deltaLog().dataPath());
        return store.generateFileNameInTable(table, id, "");
    }

    private static DeletionVectorStore store(Snapshot snapshot) {
        return new HadoopFileSystemDVStore(snapshot.deltaLog().newDeltaHadoopConf());
    }

    private void mark(AddFile file, RoaringBitmapArray bitmap, UUID id, ToIntFunction<byte[]> offset) {
        if (file.numPhysicalRecords().contains(bitmap.cardinality())) {
            removed.add(file.removeWithTimestamp(System.currentTimeMillis(), true));
            return;
        }
        var actions = file.removeRows(descriptor(id, bitmap, offset), true, true);
        added.add(actions._1());
        removed.add(actions._2());
    }

    private static DeletionVectorDescriptor descriptor(
            UUID id, RoaringBitmapArray bitmap, ToIntFunction<byte[]> offset) {
        byte[] vector = bitmap.serializeAsByteArray(RoaringBitmapArrayFormat.Portable());
        return DeletionVectorDescriptor.onDiskWithRelativePath(
                id, "", vector.length, bitmap.cardinality(), Option.apply(offset.applyAsInt(vector)), Option.empty());
    }
}
