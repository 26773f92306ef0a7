package io.cdcpipeline.local.home;

import io.cdcpipeline.local.LocalException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Held by the one process that runs what is in a folder. The system takes it back when that process dies. */
public final class HomeLock implements AutoCloseable {

    /** Those of this process: to open and close such a file once more would give the lock back (POSIX). */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private HomeLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Empty when another has it. */
    public static Optional<HomeLock> tryTake(PipelineHome home) {
        if (!HELD.add(home.lock())) {
            return Optional.empty();
        }
        Optional<HomeLock> taken = Optional.empty();
        try {
            taken = open(home.lock());
            return taken;
        } catch (IOException e) {
            throw new LocalException("Cannot lock " + home + ": " + e.getMessage(), e);
        } finally {
            if (taken.isEmpty()) {
                HELD.remove(home.lock());
            }
        }
    }

    private static Optional<HomeLock> open(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
            channel.close();
            return Optional.empty();
        }
        return Optional.of(new HomeLock(file, channel));
    }

    /** Does something in the name of nobody: returns false, and does nothing, when a process has the lock. */
    public static boolean whileFree(PipelineHome home, Runnable task) {
        Optional<HomeLock> free = tryTake(home);
        if (free.isEmpty()) {
            return false;
        }
        try {
            task.run();
            return true;
        } finally {
            free.get().close();
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            HELD.remove(file);
        }
    }
}
