package io.cdcpipeline.job.engine;

import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.actions.FileAction;
import org.apache.spark.sql.delta.actions.RemoveFile;
import org.apache.spark.sql.types.StructType;
import scala.collection.JavaConverters;

/**
 * Where the row of each key is in one version of a Delta table. It follows the table's log: what others did to its files, an
 * OPTIMIZE or a MERGE, costs to read the keys of the files that are new. Not thread-safe.
 */
final class TableIndex {

    /** The version of an index that has none yet. */
    static final long NOTHING = -1;

    private final LongSupplier room;
    private final NewFiles writes = new NewFiles();
    private final Map<String, IndexedFile> files = new HashMap<>();
    private final Map<Integer, IndexedFile> byNumber = new HashMap<>();
    private KeyIndex keys = new KeyIndex();
    private KeyHash hash;
    private String id;
    private StructType columns;
    private long version = NOTHING;
    private long refusedAt;

    /** @param room how many keys it may hold now */
    TableIndex(LongSupplier room) {
        this.room = room;
    }

    /** @param number of the file in the index */
    record IndexedFile(int number, AddFile file) {}

    /**
     * Brings the index to that version.
     *
     * @return whether it is there; else the table has too many rows, or several of one key, or files of which nobody knows how
     *     many rows they have. It is tried again after a while.
     */
    boolean follow(Snapshot snapshot, StructType key) {
        if (isRefused()) {
            return false;
        }
        Optional<Collection<AddFile>> added = isOf(snapshot, key) ? since(snapshot) : Optional.empty();
        if (added.isEmpty()) {
            begin(snapshot, key);
            added = Optional.of(snapshot.allFiles().collectAsList());
        }
        read(snapshot, key, added.get());
        version = isRefused() ? NOTHING : snapshot.version();
        return !isRefused();
    }

    private boolean isRefused() {
        return System.currentTimeMillis() - refusedAt < KeyIndexes.IDLE_MILLIS;
    }

    private void read(Snapshot snapshot, StructType key, Collection<AddFile> added) {
        if (!isSmall(added) || !read(snapshot, added)) {
            refusedAt = System.currentTimeMillis();
            begin(snapshot, key);
        }
    }

    /** Of the table, up to which its log has been followed; -1 for none. */
    long version() {
        return version;
    }

    /** How the table's new rows come into files. */
    NewFiles writes() {
        return writes;
    }

    KeyHash hash() {
        return hash;
    }

    KeyIndex keys() {
        return keys;
    }

    IndexedFile file(int number) {
        return byNumber.get(number);
    }

    /** Null when it has none of that path. */
    IndexedFile file(String path) {
        return files.get(path);
    }

    List<AddFile> files() {
        return files.values().stream().map(IndexedFile::file).toList();
    }

    /** The version after the one that the index is at does not have these files any more; their rows are known to be elsewhere. */
    void replaced(long next, List<AddFile> gone) {
        gone.forEach(f -> forget(f.path()));
        version = next;
    }

    /** The version after the one that the index is at has these rows marked. */
    void committed(long next, MarkedRows rows) {
        Map<String, Integer> numbers = new HashMap<>();
        rows.added().forEach(f -> numbers.put(f.path(), files.get(f.path()).number()));
        rows.removed().stream()
                .map(RemoveFile::path)
                .filter(p -> !numbers.containsKey(p))
                .forEach(this::forget);
        rows.added().forEach(f -> know(new IndexedFile(numbers.get(f.path()), f)));
        version = next;
    }

    /** These files came with the version that the index is at. @param snapshot of any version with the same columns */
    void add(Snapshot snapshot, List<FileAction> written) {
        read(
                snapshot,
                hash.key(),
                written.stream()
                        .filter(AddFile.class::isInstance)
                        .map(AddFile.class::cast)
                        .toList());
    }

    /** A table that was made anew has another id; one whose newest commit a power cut took has gone back. */
    private boolean isOf(Snapshot snapshot, StructType key) {
        return version != NOTHING
                && snapshot.version() >= version
                && snapshot.metadata().id().equals(id)
                && snapshot.schema().equals(columns)
                && key.equals(hash.key());
    }

    private void begin(Snapshot snapshot, StructType key) {
        files.clear();
        byNumber.clear();
        keys = new KeyIndex();
        id = snapshot.metadata().id();
        columns = snapshot.schema();
        ThreadLocalRandom random = ThreadLocalRandom.current();
        hash = new KeyHash(key, random.nextLong(), random.nextLong());
        version = NOTHING;
    }

    /** The files that are new since the version that the index is at; empty when the log does not tell all of it any more. */
    private Optional<Collection<AddFile>> since(Snapshot snapshot) {
        if (version == snapshot.version()) {
            return Optional.of(List.of());
        }
        Map<String, AddFile> added = new LinkedHashMap<>();
        Iterator<scala.Tuple2<Object, scala.collection.Seq<Action>>> commits =
                JavaConverters.asJavaIterator(snapshot.deltaLog().getChanges(version + 1, false));
        long expected = version + 1;
        while (expected <= snapshot.version()) {
            if (!commits.hasNext()) {
                return Optional.empty();
            }
            var commit = commits.next();
            if ((Long) commit._1() != expected++) {
                return Optional.empty();
            }
            follow(JavaConverters.seqAsJavaList(commit._2()), added);
        }
        return Optional.of(added.values());
    }

    /** One commit: takes files away, and then brings others, some of which say more of themselves than before. */
    private void follow(List<Action> commit, Map<String, AddFile> added) {
        for (Action action : commit) {
            if (action instanceof RemoveFile remove) {
                forget(remove.path());
                added.remove(remove.path());
            }
        }
        for (Action action : commit) {
            if (action instanceof AddFile add) {
                forget(add.path());
                added.put(add.path(), add);
            }
        }
    }

    private boolean isSmall(Collection<AddFile> added) {
        Stream<AddFile> all = Stream.concat(files.values().stream().map(IndexedFile::file), added.stream());
        return added.stream().allMatch(f -> f.numLogicalRecords().isDefined())
                && all.mapToLong(f -> (Long) f.numLogicalRecords().get()).sum() <= room.getAsLong();
    }

    /** @return whether each key has one row */
    private boolean read(Snapshot snapshot, Collection<AddFile> added) {
        if (added.isEmpty()) {
            return true;
        }
        FileRows files = new FileRows(snapshot);
        added.forEach(f -> files.add(byNumber.get(know(f))));
        Column[] hashes = hash.columns();
        Iterator<Row> rows = files.rows()
                .select(FileRows.FILE, FileRows.ROW, hashes[0], hashes[1])
                .toLocalIterator();
        while (rows.hasNext()) {
            Row row = rows.next();
            int file = files.number(row.getLong(0));
            if (keys.put(row.getLong(2), row.getLong(3), file, Math.toIntExact(row.getLong(1)))) {
                return false;
            }
        }
        return true;
    }

    /** @return the number under which its rows are to be put */
    int know(AddFile file) {
        int number = keys.addFile();
        know(new IndexedFile(number, file));
        return number;
    }

    private void know(IndexedFile file) {
        files.put(file.file().path(), file);
        byNumber.put(file.number(), file);
    }

    private void forget(String path) {
        IndexedFile file = files.remove(path);
        if (file != null) {
            byNumber.remove(file.number());
            keys.removeFile(file.number());
        }
    }
}
