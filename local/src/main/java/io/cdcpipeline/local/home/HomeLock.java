package io.cdcpipeline.local.home;

import io.cdcpipeline.local.LocalFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Held by the one process that runs what is in a folder. The system takes it back when that process dies. */
public final class HomeLock implements AutoCloseable {

    private final FileChannel channel;

    private HomeLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Empty when another process has it. */
    public static Optional<HomeLock> tryTake(PipelineHome home) {
        try {
            FileChannel channel = FileChannel.open(home.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                return Optional.empty();
            }
            return Optional.of(new HomeLock(channel));
        } catch (IOException e) {
            throw new LocalFailure("Cannot lock " + home + ": " + e.getMessage(), e);
        }
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

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
