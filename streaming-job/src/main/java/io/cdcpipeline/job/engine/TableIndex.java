package io.cdcpipeline.job.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.actions.FileAction;
import org.apache.spark.sql.delta.actions.RemoveFile;
import org.apache.spark.sql.types.StructType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the row of each key is in one version of a Delta table. It follows the table's log: what others did to its files, an
 * OPTIMIZE or a MERGE, costs to read the keys of the files that are new. Not thread-safe.
 */
final class TableIndex {

    /** The version of an index that has none yet. */
    static final long NOTHING = -1;

    private static final Logger LOG = LoggerFactory.getLogger(TableIndex.class);

    private final KeyRoom room;
    private final NewFiles writes = new NewFiles();
    private final IndexedFiles files = new IndexedFiles();
    private KeyIndex keys = new KeyIndex();
    private KeyHash hash;
    private String id;
    private StructType columns;
    private long version = NOTHING;
    private long refusedAt;
    private boolean unsuitable;
    private boolean changing;

    TableIndex(KeyRoom room) {
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
        if (keys.isInHeap() || version != snapshot.version() || !isOf(snapshot, key)) {
            change(() -> bringTo(snapshot, key));
        }
        return !isRefused();
    }

    private void bringTo(Snapshot snapshot, StructType key) {
        Optional<Collection<AddFile>> added =
                isOf(snapshot, key) ? FilesSince.of(snapshot, version, this::forget) : Optional.empty();
        if (added.isEmpty()) {
            begin(snapshot, key);
            added = Optional.of(unknown(snapshot.allFiles().collectAsList()));
        }
        take(snapshot, added.get());
        version = isRefused() ? NOTHING : snapshot.version();
    }

    /** What changes it: when that throws, the index is of no version, and has to be forgotten. */
    void change(Runnable change) {
        changing = true;
        if (!keys.isInHeap()) {
            room.changing();
        }
        change.run();
        if (version != NOTHING && !keys.isInHeap()) {
            room.whole(keys, table(), files.numbers());
        }
        changing = false;
    }

    /** Nobody needs what it has on disk after this process. */
    void delete() {
        if (!keys.isInHeap()) {
            room.changing();
            keys.delete();
        }
    }

    /** Whether a change has not come to its end. */
    boolean isBroken() {
        return changing;
    }

    private boolean isRefused() {
        return System.currentTimeMillis() - refusedAt < KeyIndexes.IDLE_MILLIS;
    }

    /** It has none from now on, for a while. */
    void refuse() {
        refusedAt = System.currentTimeMillis();
        changing = false;
        forgetAll();
    }

    /** @param can whether the commit that is to be made is one for an index */
    void suits(boolean can) {
        unsuitable = !can;
    }

    /** Whether the next commit that suits begins with reading all keys. Before the first one nobody knows whether any does. */
    boolean begins() {
        return version == NOTHING && !unsuitable && !isRefused();
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
        return files.of(number);
    }

    /** Null when it has none of that path. */
    IndexedFile file(String path) {
        return files.of(path);
    }

    List<AddFile> files() {
        return files.all();
    }

    /** The version after the one that the index is at does not have these files any more; their rows are known to be elsewhere. */
    void replaced(long next, List<AddFile> gone) {
        gone.forEach(f -> forget(f.path()));
        version = next;
    }

    /** The version after the one that the index is at has these rows marked. */
    void committed(long next, MarkedRows rows) {
        Map<String, Integer> numbers = new HashMap<>();
        rows.added().forEach(f -> numbers.put(f.path(), files.of(f.path()).number()));
        rows.removed().stream()
                .map(RemoveFile::path)
                .filter(p -> !numbers.containsKey(p))
                .forEach(this::forget);
        rows.added().forEach(f -> know(new IndexedFile(numbers.get(f.path()), f)));
        version = next;
    }

    /** These files came with the version that the index is at. @param snapshot of any version with the same columns */
    void add(Snapshot snapshot, List<FileAction> written) {
        take(
                snapshot,
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
        forgetAll();
        id = snapshot.metadata().id();
        columns = snapshot.schema();
        ThreadLocalRandom random = ThreadLocalRandom.current();
        hash = new KeyHash(key, random.nextLong(), random.nextLong());
    }

    /** Those that no earlier process knew; the others are known from there. */
    private Collection<AddFile> unknown(List<AddFile> all) {
        Optional<KeyRoom.Kept> found = room.kept(table());
        if (found.isEmpty()) {
            return all;
        }
        KeptIndex.Table kept = found.get().index().table();
        hash = new KeyHash(hash.key(), kept.first(), kept.second());
        keys = found.get().keys();
        List<AddFile> unknown = new ArrayList<>();
        for (AddFile file : all) {
            Integer number = found.get().index().files().get(IndexedFiles.name(file));
            if (number == null) {
                unknown.add(file);
            } else {
                keys.hasFile(number);
                know(new IndexedFile(number, file));
            }
        }
        return unknown;
    }

    private KeptIndex.Table table() {
        return new KeptIndex.Table(id, columns.json(), hash.key().json(), hash.first(), hash.second());
    }

    private void forgetAll() {
        delete();
        files.clear();
        keys = new KeyIndex();
        version = NOTHING;
    }

    private void take(Snapshot snapshot, Collection<AddFile> added) {
        if (hasRoom(snapshot, added)) {
            read(snapshot, added);
        } else {
            refuse();
        }
    }

    private boolean hasRoom(Snapshot snapshot, Collection<AddFile> added) {
        if (!added.stream().allMatch(f -> f.numLogicalRecords().isDefined())) {
            return false;
        }
        long rows = IndexedFiles.rows(added) + IndexedFiles.rows(files.all());
        Optional<KeyIndex> place = room.of(keys, rows);
        place.ifPresentOrElse(
                p -> keys = p,
                () -> LOG.warn(
                        "The keys of the {} rows of {} have no room: its changes are merged",
                        rows,
                        snapshot.deltaLog().dataPath()));
        return place.isPresent();
    }

    private void read(Snapshot snapshot, Collection<AddFile> added) {
        if (added.isEmpty()) {
            return;
        }
        FileRows read = new FileRows(snapshot);
        added.forEach(f -> read.add(files.of(know(f))));
        KeyScan scan = new KeyScan(read, hash, IndexedFiles.rows(added));
        if (!scan.read((file, row, high, low) -> !keys.put(high, low, read.number(file), row))) {
            LOG.warn(
                    "Two rows of one key are in {}: its changes are merged",
                    snapshot.deltaLog().dataPath());
            refuse();
        }
    }

    /** @return the number under which its rows are to be put */
    int know(AddFile file) {
        int number = keys.addFile();
        know(new IndexedFile(number, file));
        return number;
    }

    private void know(IndexedFile file) {
        files.put(file);
    }

    private void forget(String path) {
        files.remove(path).ifPresent(f -> keys.removeFile(f.number()));
    }
}
