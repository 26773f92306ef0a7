package io.cdcpipeline.job.engine;

import java.util.function.IntPredicate;

/** A table of open addressing in four arrays, 24 bytes an entry, at most two thirds of which are taken. */
final class HeapPlaces implements Places {

    private static final int SMALLEST = 1 << 10;

    private final IntPredicate isThere;
    private long[] high = new long[SMALLEST];
    private long[] low = new long[SMALLEST];
    private int[] file = new int[SMALLEST];
    private int[] row = new int[SMALLEST];
    private int used;

    HeapPlaces(IntPredicate isThere) {
        this.isThere = isThere;
    }

    @Override
    public long find(long keyHigh, long keyLow) {
        return at(entry(keyHigh, keyLow));
    }

    private long at(int entry) {
        return file[entry] > FREE ? KeyIndex.place(file[entry], row[entry]) : KeyIndex.ABSENT;
    }

    @Override
    public long put(long keyHigh, long keyLow, long place) {
        int entry = entry(keyHigh, keyLow);
        long before = at(entry);
        if (file[entry] == FREE) {
            if (3L * (used + 1) > 2L * file.length) {
                grow();
                entry = entry(keyHigh, keyLow);
            }
            used++;
        }
        high[entry] = keyHigh;
        low[entry] = keyLow;
        file[entry] = KeyIndex.file(place);
        row[entry] = KeyIndex.row(place);
        return before;
    }

    @Override
    public void remove(long keyHigh, long keyLow) {
        int entry = entry(keyHigh, keyLow);
        if (file[entry] != FREE) {
            file[entry] = TAKEN_OUT;
        }
    }

    @Override
    public long used() {
        return used;
    }

    /** All keys of files that are there. */
    void each(Visitor visitor) {
        for (int i = 0; i < file.length; i++) {
            if (file[i] > FREE && isThere.test(file[i])) {
                visitor.visit(high[i], low[i], KeyIndex.place(file[i], row[i]));
            }
        }
    }

    /** Where the key is, or would be. */
    private int entry(long keyHigh, long keyLow) {
        int mask = file.length - 1;
        int entry = (int) keyHigh & mask;
        while (file[entry] != FREE && (high[entry] != keyHigh || low[entry] != keyLow)) {
            entry = entry + 1 & mask;
        }
        return entry;
    }

    /** Without what was taken out, and files that are gone. */
    private void grow() {
        HeapPlaces grown = new HeapPlaces(isThere);
        int there = 0;
        for (int number : file) {
            there += number > FREE && isThere.test(number) ? 1 : 0;
        }
        grown.size(Math.max(SMALLEST, Integer.highestOneBit(Math.max(1, there)) * 4));
        each(grown::put);
        high = grown.high;
        low = grown.low;
        file = grown.file;
        row = grown.row;
        used = grown.used;
    }

    private void size(int entries) {
        high = new long[entries];
        low = new long[entries];
        file = new int[entries];
        row = new int[entries];
    }
}
