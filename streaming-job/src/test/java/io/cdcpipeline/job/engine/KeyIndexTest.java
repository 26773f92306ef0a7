package io.cdcpipeline.job.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeyIndexTest {

    private final KeyIndex index = new KeyIndex();

    @Test
    void aKeyIsWhereItWasPutLast() {
        int file = index.addFile();
        int other = index.addFile();
        assertThat(index.put(1, 2, file, 7)).isFalse();
        assertThat(index.put(1, 2, other, Integer.MAX_VALUE)).isTrue();

        long found = index.find(1, 2);
        assertThat(KeyIndex.file(found)).isEqualTo(other);
        assertThat(KeyIndex.row(found)).isEqualTo(Integer.MAX_VALUE);
        assertThat(index.find(2, 1)).isEqualTo(KeyIndex.ABSENT);
    }

    @Test
    void keysOfAFileThatIsGoneAreGone() {
        int file = index.addFile();
        index.put(1, 1, file, 0);
        index.removeFile(file);

        assertThat(index.find(1, 1)).isEqualTo(KeyIndex.ABSENT);
        assertThat(index.put(1, 1, index.addFile(), 0)).isFalse();
    }

    /** All of them begin at the same place. */
    @Test
    void keysThatWereTakenOutDoNotHideThoseBehindThem() {
        int file = index.addFile();
        for (int i = 0; i < 10; i++) {
            index.put(0, i, file, i);
        }
        index.remove(0, 3);
        index.remove(0, 99);

        assertThat(index.find(0, 3)).isEqualTo(KeyIndex.ABSENT);
        assertThat(KeyIndex.row(index.find(0, 9))).isEqualTo(9);
        assertThat(index.put(0, 3, file, 30)).isFalse();
        assertThat(KeyIndex.row(index.find(0, 3))).isEqualTo(30);
    }

    /** Places that are no longer needed are used again: the keys that are there decide how large it gets. */
    @Test
    void itHoldsWhatAMapHolds() {
        Random random = new Random(7);
        Map<Long, Integer> expected = new HashMap<>();
        int file = index.addFile();
        for (int i = 0; i < 300_000; i++) {
            long key = random.nextInt(20_000);
            if (random.nextInt(3) == 0) {
                index.remove(key * 31, key);
                expected.remove(key);
            } else {
                assertThat(index.put(key * 31, key, file, i)).isEqualTo(expected.put(key, i) != null);
            }
        }
        for (long key = 0; key < 20_000; key++) {
            long found = index.find(key * 31, key);
            Integer row = expected.get(key);
            assertThat(found == KeyIndex.ABSENT ? null : KeyIndex.row(found)).isEqualTo(row);
        }
        assertThat(index.size()).isLessThan(45_000);
    }
}
