package io.cdcpipeline.job.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;

/**
 * A file of pages that is read and written as memory: what is used often is in memory, and no part of the heap. Unless it is to be
 * kept it has no name, so that the system takes it away when nobody uses it any more, however this process ends. Not thread-safe.
 */
final class PagedFile {

    static final int PAGE = 4096;

    static final String PREFIX = "cdc-index-";

    private final KeyDisk disk;
    private final Path path;
    private final FileChannel channel;
    private ByteBuffer[] chunks = {};
    private int pages;

    private PagedFile(KeyDisk disk, Path path, FileChannel channel) {
        this.disk = disk;
        this.path = path;
        this.channel = channel;
    }

    /** @throws NoRoomForKeysException when none can be made there */
    static PagedFile on(KeyDisk disk) {
        Path path = disk.folder().resolve(PREFIX + UUID.randomUUID());
        try {
            Files.createDirectories(disk.folder());
            FileChannel channel = FileChannel.open(
                    path,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            if (!disk.keeps()) {
                Files.delete(path);
            }
            return new PagedFile(disk, path, channel);
        } catch (IOException e) {
            throw new NoRoomForKeysException("Cannot make a file for keys in " + disk.folder(), e);
        }
    }

    /** One that was kept. @param pages that are in use */
    static PagedFile again(KeyDisk disk, String name, int pages) throws IOException {
        Path path = disk.folder().resolve(name);
        PagedFile file =
                new PagedFile(disk, path, FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE));
        while (pages > file.chunks.length * disk.chunk()) {
            if (file.channel.size() < file.bytes() + file.chunk()) {
                throw new IOException(path + " is shorter than it was");
            }
            file.map();
        }
        file.pages = pages;
        return file;
    }

    String name() {
        return path.getFileName().toString();
    }

    int pages() {
        return pages;
    }

    /** Who uses it still can do so. */
    void delete() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            // No description names it: the next process removes it.
        }
    }

    /**
     * @return the number of a page that was not in use, all zeros
     * @throws NoRoomForKeysException when the disk has none
     */
    int allocate() {
        if (pages == chunks.length * disk.chunk()) {
            grow();
        }
        return pages++;
    }

    /** The buffer that holds the page. */
    ByteBuffer buffer(int page) {
        return chunks[page / disk.chunk()];
    }

    /** Where in its buffer the page begins. */
    int offset(int page) {
        return page % disk.chunk() * PAGE;
    }

    long bytes() {
        return (long) chunks.length * chunk();
    }

    private int chunk() {
        return disk.chunk() * PAGE;
    }

    private void grow() {
        if (disk.free().getAsLong() < chunk() + KeyDisk.LEFT_FREE) {
            throw new NoRoomForKeysException(
                    "Keys have no room in " + disk.folder() + ": " + KeyDisk.LEFT_FREE + " bytes stay free there");
        }
        try {
            fill();
            map();
        } catch (IOException e) {
            throw new NoRoomForKeysException("Keys have no room in " + disk.folder(), e);
        }
    }

    private void map() throws IOException {
        ByteBuffer chunk = channel.map(FileChannel.MapMode.READ_WRITE, bytes(), chunk());
        chunks = Arrays.copyOf(chunks, chunks.length + 1);
        chunks[chunks.length - 1] = chunk.order(ByteOrder.nativeOrder());
    }

    /** Else the disk could turn out to be full when the memory is written to, which nobody survives. */
    private void fill() throws IOException {
        ByteBuffer zeros = ByteBuffer.allocate(chunk());
        while (zeros.hasRemaining()) {
            channel.write(zeros, bytes() + zeros.position());
        }
    }
}
