package io.cdcpipeline.job.engine;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The index of a table as it is kept on disk for the next process. What describes it is there while its pages are whole, and at no
 * other time: who is killed while they are changed leaves none.
 */
final class KeptKeys {

    private static final Logger LOG = LoggerFactory.getLogger(KeptKeys.class);

    /** Another one each time the machine starts; pages that were not written back by then are not what they were. */
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

    private static final String SUFFIX = ".index";

    private final KeyDisk disk;
    private final Path description;

    /** @param table its path */
    KeptKeys(KeyDisk disk, String table) {
        this.disk = disk;
        this.description =
                disk.folder().resolve(UUID.nameUUIDFromBytes(table.getBytes(StandardCharsets.UTF_8)) + SUFFIX);
    }

    /** What the last process has left, once. */
    Optional<KeptIndex> take() {
        if (!disk.keeps() || !Files.exists(description)) {
            return Optional.empty();
        }
        try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(description)))) {
            return Optional.of(KeptIndex.read(in, Files.readString(BOOT)));
        } catch (IOException e) {
            LOG.info("An index of keys is made anew: {}", e.toString());
            return Optional.empty();
        } finally {
            changing();
        }
    }

    /** From now on the pages are not whole. */
    void changing() {
        if (disk.keeps()) {
            try {
                Files.deleteIfExists(description);
            } catch (IOException e) {
                throw new NoRoomForKeysException("Cannot change " + description, e);
            }
        }
    }

    /** They are whole. */
    void whole(KeptIndex index) {
        Path whole = disk.folder().resolve(description.getFileName() + ".new");
        try {
            try (var out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(whole)))) {
                index.write(out, Files.readString(BOOT));
            }
            Files.move(whole, description, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            LOG.warn("An index of keys is not kept", e);
        }
    }

    /** Removes what nobody will use. @param folder of this process alone */
    static void clean(Path folder) throws IOException {
        Set<String> used = new HashSet<>();
        List<Path> files;
        try (var all = Files.list(folder)) {
            files = all.toList();
        }
        for (Path file : files) {
            if (file.toString().endsWith(SUFFIX)) {
                try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
                    used.add(KeptIndex.read(in, Files.readString(BOOT)).pages().file());
                    used.add(file.getFileName().toString());
                } catch (IOException e) {
                    LOG.info("{} is of no use: {}", file, e.toString());
                }
            }
        }
        for (Path file : files) {
            String name = file.getFileName().toString();
            if ((name.endsWith(SUFFIX) || name.endsWith(".new") || name.startsWith(PagedFile.PREFIX))
                    && !used.contains(name)) {
                Files.deleteIfExists(file);
            }
        }
    }
}
