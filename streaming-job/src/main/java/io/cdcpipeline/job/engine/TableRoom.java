package io.cdcpipeline.job.engine;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One table's, among all. */
record TableRoom(KeyIndexes indexes, KeyDisk disk, String path) implements KeyRoom {

    private static final Logger LOG = LoggerFactory.getLogger(TableRoom.class);

    @Override
    public Optional<KeyIndex> of(KeyIndex keys, long rows) {
        return indexes.place(path, keys, rows);
    }

    @Override
    public Optional<Kept> kept(KeptIndex.Table table) {
        Optional<KeptIndex> index = description().take().filter(k -> k.table().isSame(table));
        if (index.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Kept(KeyIndex.again(disk, index.get().pages()), index.get()));
        } catch (IOException | RuntimeException e) {
            LOG.warn("The index of {} is made anew, the one that was kept cannot be used", path, e);
            return Optional.empty();
        }
    }

    @Override
    public void changing() {
        description().changing();
    }

    @Override
    public void whole(KeyIndex keys, KeptIndex.Table table, Map<String, Integer> files) {
        if (disk.keeps()) {
            keys.kept().ifPresent(pages -> description().whole(new KeptIndex(pages, table, files)));
        }
    }

    private KeptKeys description() {
        return new KeptKeys(disk, path);
    }
}
