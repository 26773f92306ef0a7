package io.cdcpipeline.job.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An index that a process leaves for the next one. */
class KeptIndexTest {

    private static final KeptIndex.Table TABLE = new KeptIndex.Table("id", "columns", "key", 1, 2);
    private static final int KEYS = 5_000;

    @TempDir
    Path folder;

    private TableRoom room;
    private int file;

    @BeforeEach
    void anIndexIsLeft() {
        room = room();
        KeyIndex index = room.of(new KeyIndex(), 1).orElseThrow();
        file = index.addFile();
        for (int key = 0; key < KEYS; key++) {
            index.put(high(key), key, file, key);
        }
        room.whole(index, TABLE, Map.of("a file", file));
    }

    private TableRoom room() {
        KeyDisk disk = new KeyDisk(folder, Long.MAX_VALUE, 1, () -> Long.MAX_VALUE, true);
        return new TableRoom(new KeyIndexes(new KeyIndexes.Limits(0, 0, disk)), disk, "file:/a table");
    }

    private static long high(long key) {
        return new SplittableRandom(key).nextLong();
    }

    private List<String> files() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).toList();
        }
    }

    @Test
    void theNextOneFindsAllKeysOfFilesThatAreThere() {
        KeyRoom.Kept kept =
                room().kept(new KeptIndex.Table("id", "columns", "key", 8, 9)).orElseThrow();
        assertThat(kept.index().table()).isEqualTo(TABLE);
        assertThat(kept.index().files()).containsExactly(Map.entry("a file", file));
        assertThat(kept.keys().find(high(3), 3)).isEqualTo(KeyIndex.ABSENT);

        kept.keys().hasFile(file);

        for (int key = 0; key < KEYS; key++) {
            assertThat(kept.keys().find(high(key), key)).isEqualTo(KeyIndex.place(file, key));
        }
        assertThat(kept.keys().size()).isEqualTo(KEYS);
        assertThat(kept.keys().addFile()).isGreaterThan(file);
    }

    @Test
    void itIsThereOnce() {
        assertThat(room().kept(TABLE)).isPresent();

        assertThat(room().kept(TABLE)).isEmpty();
    }

    @Test
    void oneThatWasBeingChangedIsNot() {
        room.changing();

        assertThat(room().kept(TABLE)).isEmpty();
    }

    @Test
    void oneOfAnotherTableIsNot() {
        assertThat(room().kept(new KeptIndex.Table("another", "columns", "key", 1, 2)))
                .isEmpty();
    }

    @Test
    void oneOfWhichAPageIsDamagedIsNot() throws IOException {
        String pages = files().stream()
                .filter(f -> f.startsWith(PagedFile.PREFIX))
                .findAny()
                .orElseThrow();
        try (FileChannel channel = FileChannel.open(folder.resolve(pages), StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(PagedFile.PAGE), 3 * PagedFile.PAGE);
        }

        assertThat(room().kept(TABLE)).isEmpty();
    }

    @Test
    void whatNobodyCanUseIsRemovedAtTheStart() throws IOException {
        Files.createFile(folder.resolve(PagedFile.PREFIX + "without a description"));
        Files.createFile(folder.resolve("half.index"));
        SparkConf conf = new SparkConf(false).set(KeyDisk.FOLDER, folder.toString());

        assertThat(KeyDisk.of(conf).keeps()).isTrue();

        assertThat(files()).hasSize(3).contains("lock").doesNotContain("half.index");
        assertThat(room().kept(TABLE)).isPresent();
    }

    @Test
    void ofTwoThatHaveTheSameFolderOnlyOneKeepsAnything() {
        SparkConf conf = new SparkConf(false).set(KeyDisk.FOLDER, folder.toString());

        assertThat(KeyDisk.of(conf).keeps()).isTrue();
        assertThat(KeyDisk.of(conf).keeps()).isFalse();
    }
}
