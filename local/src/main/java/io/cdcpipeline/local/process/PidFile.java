package io.cdcpipeline.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** Remembers a process beyond the life of the one that started it, so that a later command can find or end it. */
public record PidFile(Path file) {

    /** Writes down the process that has this id now. */
    public void write(long pid) {
        String line = ProcessIdentity.of(pid)
                .map(id -> id.pid() + " " + id.startTicks() + " " + id.boot())
                .orElse("");
        try {
            Path fresh = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(fresh, line + "\n");
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }

    /** The process id, when that very process still runs. */
    public Optional<Long> running() {
        return read().filter(ProcessIdentity::isAlive).map(ProcessIdentity::pid);
    }

    public void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + file, e);
        }
    }

    private Optional<ProcessIdentity> read() {
        try {
            String[] fields = Files.readString(file).strip().split(" ");
            return fields.length != 3
                    ? Optional.empty()
                    : Optional.of(new ProcessIdentity(Long.parseLong(fields[0]), Long.parseLong(fields[1]), fields[2]));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }
}
