package io.cdcpipeline.job.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An index whose keys are on disk. */
class MappedPlacesTest {

    @TempDir
    Path folder;

    private final AtomicLong free = new AtomicLong(Long.MAX_VALUE);

    private KeyIndex index(KeyIndex keys, long expected) {
        return disk().moved(keys, expected).orElseThrow();
    }

    private KeyDisk disk() {
        return new KeyDisk(folder, Long.MAX_VALUE, 2, free::get, false);
    }

    private static long high(long key) {
        return new SplittableRandom(key).nextLong();
    }

    /** Too large for the pages that it begins with or not, whatever was taken out, and whichever files are gone. */
    @ParameterizedTest
    @ValueSource(longs = {0, 5_000, 50_000})
    void itHoldsWhatAMapHolds(long expected) {
        Random random = new Random(expected);
        KeyIndex index = index(new KeyIndex(), expected);
        Map<Long, Long> rows = new HashMap<>();
        int file = index.addFile();
        for (int i = 0; i < 100_000; i++) {
            long key = random.nextInt(10_000);
            if (random.nextInt(3) == 0) {
                index.remove(high(key), key);
                rows.remove(key);
            } else {
                long place = KeyIndex.place(file, i);
                assertThat(index.put(high(key), key, file, i)).isEqualTo(rows.put(key, place) != null);
            }
            if (random.nextInt(10_000) == 0) {
                int gone = file;
                index.removeFile(gone);
                rows.values().removeIf(place -> KeyIndex.file(place) == gone);
                file = index.addFile();
            } else if (random.nextInt(1_000) == 0) {
                file = index.addFile();
            }
        }
        for (long key = 0; key < 10_000; key++) {
            assertThat(index.find(high(key), key)).isEqualTo(rows.getOrDefault(key, KeyIndex.ABSENT));
        }
    }

    @Test
    void keysAreCleanedUpBeforeThePagesOfThemAreParted() {
        KeyIndex index = index(new KeyIndex(), 1_000);
        for (int i = 0; i < 100; i++) {
            int file = index.addFile();
            for (int key = 0; key < 560; key++) {
                index.put(high(1_000 * i + key), key, file, key);
            }
            index.removeFile(file);
        }

        assertThat(index.bytes()).isLessThanOrEqualTo(16 * PagedFile.PAGE);
    }

    @Test
    void movedFromTheHeapItHasTheSameKeysAndFiles() {
        KeyIndex heap = new KeyIndex();
        int gone = heap.addFile();
        heap.put(high(1), 1, gone, 7);
        heap.removeFile(gone);
        int file = heap.addFile();
        heap.put(high(2), 2, file, 8);

        KeyIndex moved = index(heap, 2);

        assertThat(moved.isInHeap()).isFalse();
        assertThat(moved.find(high(1), 1)).isEqualTo(KeyIndex.ABSENT);
        assertThat(moved.find(high(2), 2)).isEqualTo(KeyIndex.place(file, 8));
        assertThat(moved.addFile()).isGreaterThan(file);
    }

    @Test
    void aKeyTakesTwentyEightBytesAtFirst() {
        KeyIndex index = index(new KeyIndex(), 300_000);
        int file = index.addFile();
        for (int key = 0; key < 300_000; key++) {
            index.put(high(key), key, file, key);
        }

        assertThat(index.size()).isEqualTo(300_000);
        assertThat(index.bytes() / 300_000.0).isLessThan(28.5);
    }

    /** However this process ends. */
    @Test
    void noFileStays() throws Exception {
        index(new KeyIndex(), 1_000);

        try (var files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void aDiskThatGetsFullIsToldBeforeAnythingIsWritten() {
        KeyIndex index = index(new KeyIndex(), 1);
        int file = index.addFile();
        free.set(KeyDisk.LEFT_FREE);

        assertThatThrownBy(() -> {
                    for (int key = 0; key < 1_000; key++) {
                        index.put(high(key), key, file, key);
                    }
                })
                .isInstanceOf(NoRoomForKeysException.class)
                .hasMessageContaining(folder.toString());
    }

    @Test
    void whereNoFileCanBeMadeThereIsNoIndex() throws Exception {
        Path noFolder = Files.createFile(folder.resolve("a file"));
        KeyDisk disk = new KeyDisk(noFolder, Long.MAX_VALUE, 2, free::get, false);

        assertThat(disk.moved(new KeyIndex(), 1)).isEmpty();
    }
}
