package io.cdcpipeline.job.engine;

import java.io.IOException;
import java.util.BitSet;
import java.util.Optional;

/** Where the row of each key is: a file's number and the row's in it. Not thread-safe. */
final class KeyIndex {

    /** Of {@link #find}: there is no such row. */
    static final long ABSENT = -1;

    private final BitSet files;
    private final Places places;
    private int lastFile;

    /** In the heap. */
    KeyIndex() {
        this.files = new BitSet();
        this.places = new HeapPlaces(files::get);
    }

    private KeyIndex(BitSet files, int lastFile, Places places) {
        this.files = files;
        this.lastFile = lastFile;
        this.places = places;
    }

    /** One that was kept, of which no file is there yet. @throws IOException when it is not whole */
    static KeyIndex again(KeyDisk disk, KeptIndex.Pages kept) throws IOException {
        PagedFile file = PagedFile.again(disk, kept.file(), kept.count());
        BitSet files = new BitSet();
        return new KeyIndex(files, kept.lastFile(), new MappedPlaces(file, kept, files::get));
    }

    /** The same keys on disk, with the files' numbers. This one is of no use any more. */
    KeyIndex moved(Places.Maker to) {
        KeyIndex moved = new KeyIndex(files, lastFile, to.make(files::get));
        ((HeapPlaces) places).each(moved.places::put);
        return moved;
    }

    /** @return the number of a file that has no rows yet */
    int addFile() {
        files.set(++lastFile);
        return lastFile;
    }

    /** A file of that number had rows when the index was kept, and has the same now. */
    void hasFile(int number) {
        files.set(number);
    }

    /** All rows of the file are gone. */
    void removeFile(int number) {
        files.clear(number);
    }

    /** @return {@link #ABSENT}, else to be read by {@link #file} and {@link #row} */
    long find(long keyHigh, long keyLow) {
        long place = places.find(keyHigh, keyLow);
        return isThere(place) ? place : ABSENT;
    }

    /** Of a row, as {@link #find} tells it. */
    static long place(int file, int row) {
        return (long) file << 32 | row;
    }

    static int file(long found) {
        return (int) (found >>> 32);
    }

    static int row(long found) {
        return (int) found;
    }

    /** @return whether the key had a row until now, which it has no more */
    boolean put(long keyHigh, long keyLow, int inFile, int atRow) {
        return isThere(places.put(keyHigh, keyLow, place(inFile, atRow)));
    }

    void remove(long keyHigh, long keyLow) {
        places.remove(keyHigh, keyLow);
    }

    /** An upper bound of its keys. */
    long size() {
        return places.used();
    }

    boolean isInHeap() {
        return places instanceof HeapPlaces;
    }

    /** That it takes on disk. */
    long bytes() {
        return places instanceof MappedPlaces mapped ? mapped.bytes() : 0;
    }

    /** What another process needs; empty when it is in the heap. */
    Optional<KeptIndex.Pages> kept() {
        return places instanceof MappedPlaces mapped ? Optional.of(mapped.kept(lastFile)) : Optional.empty();
    }

    /** Nobody needs its file after this process. */
    void delete() {
        if (places instanceof MappedPlaces mapped) {
            mapped.file().delete();
        }
    }

    private boolean isThere(long place) {
        return place != ABSENT && files.get(file(place));
    }
}
