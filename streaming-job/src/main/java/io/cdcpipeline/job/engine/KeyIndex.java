package io.cdcpipeline.job.engine;

import java.util.BitSet;

/**
 * Where the row of each key is: a file's number and the row's in it. A table of open addressing in five arrays, 24 bytes a place,
 * at most two thirds of which are taken. Not thread-safe.
 */
final class KeyIndex {

    /** Of {@link #find}: there is no such row. */
    static final long ABSENT = -1;

    private static final int SMALLEST = 1 << 10;
    private static final int FREE = 0;
    /** Of a key that was taken out: others may lie behind it. */
    private static final int TAKEN_OUT = -1;

    private final BitSet files = new BitSet();
    private long[] high = new long[SMALLEST];
    private long[] low = new long[SMALLEST];
    private int[] file = new int[SMALLEST];
    private int[] row = new int[SMALLEST];
    private int used;
    private int lastFile;

    /** @return the number of a file that has no rows yet */
    int addFile() {
        files.set(++lastFile);
        return lastFile;
    }

    /** All rows of the file are gone. */
    void removeFile(int number) {
        files.clear(number);
    }

    /** @return {@link #ABSENT}, else to be read by {@link #file} and {@link #row} */
    long find(long keyHigh, long keyLow) {
        int place = place(keyHigh, keyLow);
        return isThere(place) ? place(file[place], row[place]) : ABSENT;
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
        int place = place(keyHigh, keyLow);
        boolean there = isThere(place);
        if (file[place] == FREE) {
            if (3L * (used + 1) > 2L * file.length) {
                grow();
                place = place(keyHigh, keyLow);
            }
            used++;
        }
        high[place] = keyHigh;
        low[place] = keyLow;
        file[place] = inFile;
        row[place] = atRow;
        return there;
    }

    void remove(long keyHigh, long keyLow) {
        int place = place(keyHigh, keyLow);
        if (file[place] != FREE) {
            file[place] = TAKEN_OUT;
        }
    }

    /** An upper bound of its keys. */
    int size() {
        return used;
    }

    private boolean isThere(int place) {
        return file[place] > FREE && files.get(file[place]);
    }

    /** Where the key is, or would be. */
    private int place(long keyHigh, long keyLow) {
        int mask = file.length - 1;
        int place = (int) keyHigh & mask;
        while (file[place] != FREE && (high[place] != keyHigh || low[place] != keyLow)) {
            place = place + 1 & mask;
        }
        return place;
    }

    /** Without what was taken out, and files that are gone. */
    private void grow() {
        long[] oldHigh = high;
        long[] oldLow = low;
        int[] oldFile = file;
        int[] oldRow = row;
        int there = 0;
        for (int number : oldFile) {
            there += number > FREE && files.get(number) ? 1 : 0;
        }
        int size = Math.max(SMALLEST, Integer.highestOneBit(Math.max(1, there)) * 4);
        high = new long[size];
        low = new long[size];
        file = new int[size];
        row = new int[size];
        used = 0;
        for (int i = 0; i < oldFile.length; i++) {
            if (oldFile[i] > FREE && files.get(oldFile[i])) {
                put(oldHigh[i], oldLow[i], oldFile[i], oldRow[i]);
            }
        }
    }
}
