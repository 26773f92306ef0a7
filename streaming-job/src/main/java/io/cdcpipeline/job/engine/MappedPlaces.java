package io.cdcpipeline.job.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * A table of pages in a mapped file: a key is looked for in one page, and a page that is full is parted in two, so that nothing
 * ever waits for all of it to be written anew. In the heap is only which page is whose, four bytes a page.
 *
 * <p>A page holds the keys of a range of hashes: of one of {@code roots} equal ranges, halved as often as the page was parted.
 * Within it keys lie by open addressing. An entry has 20 bytes: 96 bits of the key's hash, file and row.
 */
final class MappedPlaces implements Places {

    private static final int DEPTH = 8;
    private static final int USED = 12;
    private static final int HEADER = 16;

    private static final int LOW = 8;
    private static final int FILE = 12;
    private static final int ROW = 16;
    private static final int ENTRY = 20;
    private static final int ENTRIES = (PagedFile.PAGE - HEADER) / ENTRY;

    /** A page with more entries that are taken is made anew, or parted. */
    static final int FULL = ENTRIES * 9 / 10;

    /** So many keys come into a page at first: few pages get more than it holds by chance. */
    private static final int EXPECTED = ENTRIES * 3 / 4;

    private static final long UNSIGNED = 0xffffffffL;

    private final PagedFile file;
    private final IntPredicate isThere;
    private final int roots;
    /** The page of each range of hashes; several may have the same. */
    private int[] pages;

    private long used;

    /** @param keys that are going to be in it; it can get more */
    MappedPlaces(PagedFile file, long keys, IntPredicate isThere) {
        this.file = file;
        this.isThere = isThere;
        this.roots = Math.toIntExact(keys / EXPECTED + 1);
        this.pages = new int[roots];
        for (int range = 0; range < roots; range++) {
            pages[range] = file.allocate();
            begin(pages[range], 0, range);
        }
    }

    /** One that was kept. @throws IOException when its pages are not whole */
    MappedPlaces(PagedFile file, KeptIndex.Pages kept, IntPredicate isThere) throws IOException {
        this.file = file;
        this.isThere = isThere;
        this.roots = kept.roots();
        this.used = kept.used();
        int depth = 0;
        for (int page = 0; page < kept.count(); page++) {
            depth = Math.max(depth, depth(page));
        }
        this.pages = new int[Math.multiplyExact(roots, 1 << depth)];
        long ranges = 0;
        for (int page = 0; page < kept.count(); page++) {
            int width = 1 << depth - depth(page);
            int from = Math.toIntExact(file.buffer(page).getLong(file.offset(page)) * width);
            Arrays.fill(pages, from, from + width, page);
            ranges += width;
        }
        if (ranges != pages.length) {
            throw new IOException("Pages of " + file.name() + " are missing");
        }
    }

    KeptIndex.Pages kept(int lastFile) {
        return new KeptIndex.Pages(file.name(), roots, file.pages(), used, lastFile);
    }

    PagedFile file() {
        return file;
    }

    private int depth(int page) {
        return file.buffer(page).getInt(file.offset(page) + DEPTH);
    }

    @Override
    public long find(long high, long low) {
        int page = pages[range(high, pages.length)];
        ByteBuffer in = file.buffer(page);
        return at(in, entry(in, page, high, (int) low));
    }

    private static long at(ByteBuffer in, int entry) {
        int number = in.getInt(entry + FILE);
        return number > FREE ? KeyIndex.place(number, in.getInt(entry + ROW)) : KeyIndex.ABSENT;
    }

    @Override
    public long put(long high, long low, long place) {
        while (true) {
            int page = pages[range(high, pages.length)];
            ByteBuffer in = file.buffer(page);
            int entry = entry(in, page, high, (int) low);
            boolean free = in.getInt(entry + FILE) == FREE;
            if (!free || used(page) < FULL) {
                long before = at(in, entry);
                write(in, entry, new Entry(high, (int) low, place));
                count(page, free ? 1 : 0);
                return before;
            }
            makeRoom(page);
        }
    }

    @Override
    public void remove(long high, long low) {
        int page = pages[range(high, pages.length)];
        ByteBuffer in = file.buffer(page);
        int entry = entry(in, page, high, (int) low);
        if (in.getInt(entry + FILE) != FREE) {
            in.putInt(entry + FILE, TAKEN_OUT);
        }
    }

    @Override
    public long used() {
        return used;
    }

    long bytes() {
        return file.bytes();
    }

    private record Entry(long high, int low, long place) {}

    private static void write(ByteBuffer in, int at, Entry entry) {
        in.putLong(at, entry.high());
        in.putInt(at + LOW, entry.low());
        in.putInt(at + FILE, KeyIndex.file(entry.place()));
        in.putInt(at + ROW, KeyIndex.row(entry.place()));
    }

    /** Which of so many equal ranges the key is in. */
    private static int range(long high, int ranges) {
        return (int) ((high >>> 32) * ranges >>> 32);
    }

    /** Where the key is in the page, or would be. */
    private int entry(ByteBuffer in, int page, long high, int low) {
        int first = file.offset(page) + HEADER;
        int entry = first + (int) ((low & UNSIGNED) * ENTRIES >>> 32) * ENTRY;
        while (in.getInt(entry + FILE) != FREE && (in.getLong(entry) != high || in.getInt(entry + LOW) != low)) {
            entry += ENTRY;
            if (entry == first + ENTRIES * ENTRY) {
                entry = first;
            }
        }
        return entry;
    }

    /** Empties the page. @param range its own, of those that there are at its depth */
    private void begin(int page, int depth, long range) {
        ByteBuffer in = file.buffer(page);
        int offset = file.offset(page);
        used -= in.getInt(offset + USED);
        for (int at = HEADER; at < PagedFile.PAGE; at += ENTRY) {
            in.putInt(offset + at + FILE, FREE);
        }
        in.putLong(offset, range);
        in.putInt(offset + DEPTH, depth);
        in.putInt(offset + USED, 0);
    }

    private int used(int page) {
        return file.buffer(page).getInt(file.offset(page) + USED);
    }

    private void count(int page, int more) {
        file.buffer(page).putInt(file.offset(page) + USED, used(page) + more);
        used += more;
    }

    /** Without what was taken out, and files that are gone; where that is not enough, a second page takes half of the range. */
    private void makeRoom(int page) {
        int depth = depth(page);
        long range = file.buffer(page).getLong(file.offset(page));
        Entry[] entries = entries(page);
        if (entries.length <= FULL * 2 / 3) {
            begin(page, depth, range);
        } else {
            part(page, depth, range);
        }
        for (Entry entry : entries) {
            int own = pages[range(entry.high(), pages.length)];
            ByteBuffer to = file.buffer(own);
            write(to, entry(to, own, entry.high(), entry.low()), entry);
            count(own, 1);
        }
    }

    private void part(int page, int depth, long range) {
        int second = file.allocate();
        if (roots << depth == pages.length) {
            doubleRanges();
        }
        begin(page, depth + 1, 2 * range);
        begin(second, depth + 1, 2 * range + 1);
        int width = pages.length / (roots << depth + 1);
        int from = Math.toIntExact((2 * range + 1) * width);
        Arrays.fill(pages, from, from + width, second);
    }

    private void doubleRanges() {
        int[] doubled = new int[Math.multiplyExact(pages.length, 2)];
        for (int range = 0; range < doubled.length; range++) {
            doubled[range] = pages[range / 2];
        }
        pages = doubled;
    }

    /** What is there of them. */
    private Entry[] entries(int page) {
        ByteBuffer in = file.buffer(page);
        Entry[] entries = new Entry[ENTRIES];
        int count = 0;
        for (int at = HEADER; at < PagedFile.PAGE; at += ENTRY) {
            int entry = file.offset(page) + at;
            int number = in.getInt(entry + FILE);
            if (number > FREE && isThere.test(number)) {
                entries[count++] = new Entry(in.getLong(entry), in.getInt(entry + LOW), at(in, entry));
            }
        }
        return Arrays.copyOf(entries, count);
    }
}
